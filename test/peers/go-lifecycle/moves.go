package main

import (
	"fmt"

	ecs "github.com/alibabacloud-go/ecs-20140526/v7/client"
)

// Disks, instances and desktops are moved and deleted.
func moves() {
	moving := text("d-moving")
	attach := func(instance string) *ecs.AttachDiskRequest {
		return &ecs.AttachDiskRequest{InstanceId: &instance, DiskId: moving, DeleteWithInstance: new(bool)}
	}
	detach := func(instance string) *ecs.DetachDiskRequest {
		return &ecs.DetachDiskRequest{InstanceId: &instance, DiskId: moving}
	}

	step("a disk is detached, attached elsewhere, and deleted", func() {
		backup := take("d-moving")
		reply(client.DetachDisk(detach("i-leaving")))
		same(disk("d-moving", "Status", "InstanceId"), list{"Available", ""})
		reply(client.AttachDisk(attach("i-nightly")))
		same(disk("d-moving", "Status", "InstanceId", "DeleteWithInstance"), list{"In_use", "i-nightly", false})
		same(refusal(client.AttachDisk(attach("i-leaving"))), "IncorrectDiskStatus 403")
		same(refusal(client.DeleteDisk(&ecs.DeleteDiskRequest{DiskId: moving})), "IncorrectDiskStatus 403")
		reply(client.DetachDisk(detach("i-nightly")))
		reply(client.DeleteDisk(&ecs.DeleteDiskRequest{DiskId: moving}))
		same(sorted(disks("DiskId")), []string{"d-kept", "d-leaving", "d-nightly"})
		request := &ecs.DescribeSnapshotsRequest{RegionId: region, SnapshotIds: text(fmt.Sprintf("[%q]", backup))}
		same(items(reply(client.DescribeSnapshots(request)), "Snapshots.Snapshot", "SourceDiskId"), []list{{"d-moving"}})
	})
	step("an instance is deleted with its disk", func() {
		request := &ecs.DeleteInstanceRequest{InstanceId: text("i-leaving")}
		same(refusal(client.DeleteInstance(request)), "IncorrectInstanceStatus 403")
		request.Force = yes
		reply(client.DeleteInstance(request))
		left := reply(client.DescribeInstances(&ecs.DescribeInstancesRequest{RegionId: region}))
		same(items(left, "Instances.Instance", "InstanceId"), []list{{"i-nightly"}})
		same(sorted(disks("DiskId")), []string{"d-kept", "d-nightly"})
	})
	step("desktops are deleted", func() {
		which := values{"DesktopId": []string{"ecd-leaving"}}
		reply(ecd("DeleteDesktops", which))
		same(items(reply(ecd("DescribeDesktops", values{})), "Desktops", "DesktopId"), []list{{"ecd-kept"}})
		same(refusal(ecd("DeleteDesktops", which)), "InvalidDesktopId.NotFound 404")
	})
}
