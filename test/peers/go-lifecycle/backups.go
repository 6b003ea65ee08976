package main

import ecs "github.com/alibabacloud-go/ecs-20140526/v7/client"

func locks(members ...string) []list {
	request := &ecs.DescribeLockedSnapshotsRequest{RegionId: region}
	return items(reply(client.DescribeLockedSnapshots(request)), "LockedSnapshotsInfo", members...)
}

// Locks, copies and archives a snapshot.
func backups() {
	var id string
	lock := func() *ecs.LockSnapshotRequest {
		mode := text("compliance")
		return &ecs.LockSnapshotRequest{RegionId: region, SnapshotId: &id, LockMode: mode, LockDuration: number(2), CoolOffPeriod: number(3)}
	}
	unlock := func() *ecs.UnlockSnapshotRequest {
		return &ecs.UnlockSnapshotRequest{RegionId: region, SnapshotId: &id}
	}
	copied := func(name, token string) *ecs.CopySnapshotRequest {
		return &ecs.CopySnapshotRequest{
			RegionId: region, SnapshotId: &id, DestinationRegionId: text("cn-beijing"), DestinationSnapshotName: &name, ClientToken: &token,
			DestinationSnapshotDescription: text(odd), RetentionDays: number(30), Tag: []*ecs.CopySnapshotRequestTag{{Key: text("peer"), Value: text(odd)}},
		}
	}

	step("lock", func() {
		id = take("d-kept")
		dry, once := lock(), lock()
		dry.DryRun, once.ClientToken = yes, text("one")
		same(refusal(client.LockSnapshot(dry)), "DryRunOperation 400")
		same(locks(), list{})
		info := reply(client.LockSnapshot(once))["LockedSnapshotInfo"].(values)
		same(list{info["SnapshotId"], info["LockStatus"]}, list{id, "compliance-cooloff"})
		advance("1m")
		same(reply(client.LockSnapshot(once))["LockedSnapshotInfo"].(values)["LockCreationTime"], info["LockCreationTime"])
		same(locks("SnapshotId", "LockStatus", "LockMode", "LockDuration", "CoolOffPeriod"), []list{{id, "compliance-cooloff", "compliance", 2, 3}})
		same(refusal(client.DeleteSnapshot(&ecs.DeleteSnapshotRequest{SnapshotId: &id})), "InvalidOperation.SnapshotIsLocked 403")
	})
	step("unlock", func() {
		reply(client.UnlockSnapshot(unlock()))
		same(locks(), list{})
		same(refusal(client.UnlockSnapshot(unlock())), "InvalidSnapshotLock.NotFound 404")
		reply(client.LockSnapshot(lock()))
		advance("3h")
		same(refusal(client.UnlockSnapshot(unlock())), "InvalidOperation.CoolOffPeriodExpired 403")
		same(locks("LockStatus"), []list{{"compliance"}})
		advance("2d")
		same(locks("LockStatus"), []list{{"expired"}})
	})
	step("copy", func() {
		made := reply(client.CopySnapshot(copied("copied", "the-same-token")))["SnapshotId"].(string)
		same(reply(client.CopySnapshot(copied("copied", "the-same-token")))["SnapshotId"], made)
		same(refusal(client.CopySnapshot(copied("other", "the-same-token"))), "IdempotentParameterMismatch 403")
		same(refusal(client.CopySnapshot(copied("copied", "another-token"))), "InvalidOperation.UnfinishedCrossRegionCopy 403")
		found := snapshots("cn-beijing", "SnapshotId", "SourceSnapshotId", "SourceRegionId", "SnapshotName", "Description", "RetentionDays", "Status", "Tags")
		tags := values{"Tag": []values{{"TagKey": "peer", "TagValue": odd}}}
		same(found, []list{{made, id, "cn-hangzhou", "copied", odd, 30, "progressing", tags}})
		advance("1m")
		same(snapshots("cn-beijing", "Status"), []list{{"accomplished"}})
		same(snapshots("cn-hangzhou", "SnapshotId"), []list{{id}})
	})
	step("archive", func() {
		request := &ecs.ModifySnapshotCategoryRequest{SnapshotId: &id, Category: text("Archive"), RetentionDays: number(100)}
		same(refusal(client.ModifySnapshotCategory(request)), "InvalidParameter 400")
		advance("14d")
		same(reply(client.ModifySnapshotCategory(request))["TaskId"].(string)[:2], "t-")
		same(snapshots("cn-hangzhou", "Category", "RetentionDays"), []list{{"archive", 100}})
		same(refusal(client.CopySnapshot(copied("copied", "a-third-token"))), "InvalidSnapshotCategory.NotSupportCopy 403")
	})
}
