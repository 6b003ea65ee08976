package main

import (
	"encoding/json"
	"strconv"

	ecs "github.com/alibabacloud-go/ecs-20140526/v7/client"
)

func desktopPolicies(members ...string) []list {
	return items(reply(ecd("DescribeAutoSnapshotPolicy", values{})), "AutoSnapshotPolicies", members...)
}

// Each desktop with its policy.
func desktops() []string {
	return sorted(items(reply(ecd("DescribeDesktops", values{"IncludeAutoSnapshotPolicy": true})), "Desktops", "DesktopId", "SnapshotPolicyId"))
}

// The disks of which policies took snapshots.
func automatic() []string {
	request := &ecs.DescribeSnapshotsRequest{RegionId: region, SnapshotType: text("auto"), MaxResults: number(100)}
	found := map[string]bool{}
	for _, id := range sorted(items(reply(client.DescribeSnapshots(request)), "Snapshots.Snapshot", "SourceDiskId")) {
		found[id] = true
	}
	ids := []list{}
	for id := range found {
		ids = append(ids, list{id})
	}
	return sorted(ids)
}

func associated(policy string) []string {
	request := &ecs.DescribeAutoSnapshotPolicyAssociationsRequest{RegionId: region, AutoSnapshotPolicyId: &policy}
	body := reply(client.DescribeAutoSnapshotPolicyAssociations(request))
	return sorted(items(body, "AutoSnapshotPolicyAssociations.AutoSnapshotPolicyAssociation", "DiskId"))
}

func tag(kind, id, key, value string) *ecs.TagResourcesRequest {
	pair := []*ecs.TagResourcesRequestTag{{Key: &key, Value: &value}}
	return &ecs.TagResourcesRequest{RegionId: region, ResourceType: &kind, ResourceId: []*string{&id}, Tag: pair}
}

// Policies of desktops, policies by instance tags, and tags of groups.
func policies() {
	var policy string
	shown := []string{"PolicyId", "PolicyName", "CronExpression", "TimePoints", "RetentionDays", "DesktopNum"}
	step("policy of desktops: create, modify, describe", func() {
		request := values{"PolicyName": "nightly", "CronExpression": "0 0 2 ? * 1-7", "RetentionDays": 7}
		policy = reply(ecd("CreateAutoSnapshotPolicy", request))["PolicyId"].(string)
		same(desktopPolicies(shown...), []list{{policy, "nightly", "0 0 2 ? * 1-7", `["2"]`, "7", 0}})
		reply(ecd("ModifyAutoSnapshotPolicy", values{"PolicyId": policy, "CronExpression": "0 0 2,14 ? * 1-7", "RetentionDays": 8}))
		same(desktopPolicies(shown...), []list{{policy, "nightly", "0 0 2,14 ? * 1-7", `["2","14"]`, "8", 0}})
	})
	step("policy of desktops: apply, cancel, delete", func() {
		reply(ecd("ApplyAutoSnapshotPolicy", values{"PolicyId": policy, "DesktopId": []string{"ecd-kept", "ecd-leaving"}}))
		same(desktops(), []string{"ecd-kept" + policy, "ecd-leaving" + policy})
		same(desktopPolicies("DesktopNum"), []list{{2}})
		reply(ecd("CancelAutoSnapshotPolicy", values{"PolicyId": policy, "DesktopId": []string{"ecd-leaving"}}))
		same(desktops(), []string{"ecd-kept" + policy, "ecd-leaving"})
		advance("1d")
		for _, row := range items(reply(ecd("DescribeSnapshots", values{"MaxResults": 100})), "Snapshots", "DesktopId", "SnapshotType") {
			same(row, list{"ecd-kept", "AUTO"})
		}
		reply(ecd("DeleteAutoSnapshotPolicy", values{"PolicyId": []string{policy}}))
		same(desktopPolicies(), list{})
		same(desktops(), []string{"ecd-kept", "ecd-leaving"})
	})
	step("policy by instance tags", func() {
		hours := []string{}
		for hour := 0; hour < 24; hour++ {
			hours = append(hours, strconv.Itoa(hour))
		}
		times, _ := json.Marshal(hours)
		request := values{
			"regionId": "cn-hangzhou", "timePoints": string(times), "repeatWeekdays": `["1","2","3","4","5","6","7"]`, "retentionDays": 7,
			"AssociationType": "AssociatedWithInstanceTag", "TargetTags": []values{{"Key": "backup", "Value": "nightly"}},
		}
		policy = reply(send("2014-05-26", "CreateAutoSnapshotPolicy", request))["AutoSnapshotPolicyId"].(string)
		found := items(reply(send("2014-05-26", "DescribeAutoSnapshotPolicyEx", values{})), "AutoSnapshotPolicies.AutoSnapshotPolicy",
			"AutoSnapshotPolicyId", "AssociationType", "TargetTags")
		tags := values{"TargetTag": []values{{"TagKey": "backup", "TagValue": "nightly"}}}
		same(found, []list{{policy, "AssociatedWithInstanceTag", tags}})
		advance("1h")
		same(automatic(), []string{"d-nightly"})
		reply(client.TagResources(tag("instance", "i-leaving", "backup", "nightly")))
		advance("1h")
		same(automatic(), []string{"d-leaving", "d-moving", "d-nightly"})
		same(associated(policy), list{})
		admin("settings", `{"tagAssociationsListed": true}`)
		same(associated(policy), []string{"d-leaving", "d-moving", "d-nightly"})
		reply(client.DeleteAutoSnapshotPolicy(&ecs.DeleteAutoSnapshotPolicyRequest{RegionId: region, AutoSnapshotPolicyId: &policy}))
	})
	step("tags of a group", func() {
		group := reply(client.CreateSnapshotGroup(&ecs.CreateSnapshotGroupRequest{RegionId: region, InstanceId: text("i-nightly")}))["SnapshotGroupId"].(string)
		tagging := tag("snapshotgroup", group, "peer", odd)
		listing := &ecs.ListTagResourcesRequest{RegionId: region, ResourceType: tagging.ResourceType, ResourceId: tagging.ResourceId}
		reply(client.TagResources(tagging))
		rows := items(reply(client.ListTagResources(listing)), "TagResources.TagResource", "ResourceId", "TagKey", "TagValue")
		same(rows, []list{{group, "peer", odd}})
		admin("settings", `{"groupTagsRefused": true}`)
		same(refusal(client.TagResources(tagging)), "InvalidResourceType.NotFound 404")
		same(refusal(client.ListTagResources(listing)), "InvalidResourceType.NotFound 404")
	})
}
