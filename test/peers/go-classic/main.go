// The older SDK for Go: typed requests and replies, signature V1.
package main

import (
	"fmt"
	"os"
	"reflect"
	"sort"

	"github.com/aliyun/alibaba-cloud-sdk-go/sdk"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth/credentials"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/errors"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"
	"github.com/aliyun/alibaba-cloud-sdk-go/services/ecs"
)

const odd = "a b*c~()!'+/&=%2F\"中𠀀"

// What a step finds wrong ends that step alone.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

func same(found, wanted interface{}) {
	if !reflect.DeepEqual(found, wanted) {
		panic(fmt.Sprintf("%#v is not %#v", found, wanted))
	}
}

var failed bool

func step(name string, run func()) {
	defer func() {
		if reason := recover(); reason != nil {
			failed = true
			fmt.Printf("FAIL %s %.600v\n", name, reason)
		}
	}()
	run()
	fmt.Println("ok", name)
}

func connect(secret string) *ecs.Client {
	config := sdk.NewConfig().WithScheme("HTTP").WithAutoRetry(false)
	client, err := ecs.NewClientWithOptions("cn-hangzhou", config, credentials.NewAccessKeyCredential(os.Getenv("PEER_KEY_ID"), secret))
	must(err)
	client.Domain = os.Getenv("PEER_HOST")
	return client
}

var client = connect(os.Getenv("PEER_KEY_SECRET"))

func take(disk, token string) (string, error) {
	request := ecs.CreateCreateSnapshotRequest()
	request.DiskId, request.Description, request.ClientToken = disk, odd, token
	request.RetentionDays = requests.NewInteger(30)
	request.Tag = &[]ecs.CreateSnapshotTag{{Key: "peer", Value: odd}}
	answer, err := client.CreateSnapshot(request)
	if err != nil {
		return "", err
	}
	return answer.SnapshotId, nil
}

func taken(disk, token string) string {
	id, err := take(disk, token)
	must(err)
	return id
}

func snapshots(fill func(*ecs.DescribeSnapshotsRequest)) ([]ecs.Snapshot, int) {
	var found []ecs.Snapshot
	for pages, token := 1, ""; ; pages++ {
		request := ecs.CreateDescribeSnapshotsRequest()
		request.MaxResults, request.NextToken = requests.NewInteger(10), token
		fill(request)
		answer, err := client.DescribeSnapshots(request)
		must(err)
		found = append(found, answer.Snapshots.Snapshot...)
		if token = answer.NextToken; token == "" {
			return found, pages
		}
	}
}

func attached(policy string) []string {
	request := ecs.CreateDescribeDisksRequest()
	request.AutoSnapshotPolicyId = policy
	answer, err := client.DescribeDisks(request)
	must(err)
	found := []string{}
	for _, one := range answer.Disks.Disk {
		found = append(found, one.DiskId)
	}
	sort.Strings(found)
	return found
}

func refused(err error) *errors.ServerError {
	found, is := err.(*errors.ServerError)
	if !is {
		panic(fmt.Sprintf("%T %v", err, err))
	}
	return found
}

func main() {
	every := func(*ecs.DescribeSnapshotsRequest) {}
	var ids []string
	var policy, group string
	step("read", func() {
		answer, err := client.DescribeRegions(ecs.CreateDescribeRegionsRequest())
		must(err)
		same(answer.Regions.Region[0].RegionId != "", true)
		request := ecs.CreateDescribeDisksRequest()
		request.DiskIds = `["d-data"]`
		disks, err := client.DescribeDisks(request)
		must(err)
		disk := disks.Disks.Disk[0]
		same([]interface{}{disk.Status, disk.InstanceId, disk.Size}, []interface{}{"In_use", "i-peer", 40})
	})
	step("create", func() {
		for number := 0; number < 25; number++ {
			ids = append(ids, taken(fmt.Sprintf("d-%02d", number), ""))
		}
		ids = append(ids, taken("d-data", "the-same-token"))
		same(taken("d-data", "the-same-token"), ids[25])
	})
	step("list over several pages", func() {
		found, pages := snapshots(every)
		same([]int{len(found), pages}, []int{26, 3})
		same([]interface{}{found[0].SnapshotId, found[0].Description, found[0].RetentionDays}, []interface{}{ids[25], odd, 30})
		same(found[0].Tags.Tag[0].TagValue, odd)
	})
	step("modify", func() {
		request := ecs.CreateModifySnapshotAttributeRequest()
		request.SnapshotId, request.SnapshotName = ids[25], "renamed"
		_, err := client.ModifySnapshotAttribute(request)
		must(err)
		found, _ := snapshots(func(one *ecs.DescribeSnapshotsRequest) { one.SnapshotIds = fmt.Sprintf("[%q]", ids[25]) })
		same(found[0].SnapshotName, "renamed")
	})
	step("tag", func() {
		which := ids[:2]
		request := ecs.CreateTagResourcesRequest()
		request.ResourceType, request.ResourceId = "snapshot", &which
		request.Tag = &[]ecs.TagResourcesTag{{Key: "k", Value: "v"}}
		_, err := client.TagResources(request)
		must(err)
		tagged := func(one *ecs.DescribeSnapshotsRequest) { one.Tag = &[]ecs.DescribeSnapshotsTag{{Key: "k"}} }
		found, _ := snapshots(tagged)
		same(len(found), 2)
		off := ecs.CreateUntagResourcesRequest()
		off.ResourceType, off.ResourceId, off.TagKey = "snapshot", &which, &[]string{"k"}
		_, err = client.UntagResources(off)
		must(err)
		found, _ = snapshots(tagged)
		same(len(found), 0)
	})
	step("attach", func() {
		request := ecs.CreateCreateAutoSnapshotPolicyRequest()
		request.TimePoints, request.RepeatWeekdays, request.RetentionDays = `["1"]`, `["1"]`, requests.NewInteger(7)
		answer, err := client.CreateAutoSnapshotPolicy(request)
		must(err)
		policy = answer.AutoSnapshotPolicyId
		on := ecs.CreateApplyAutoSnapshotPolicyRequest()
		on.AutoSnapshotPolicyId, on.DiskIds = policy, `["d-00","d-01"]`
		_, err = client.ApplyAutoSnapshotPolicy(on)
		must(err)
		same(attached(policy), []string{"d-00", "d-01"})
		listed, err := client.DescribeAutoSnapshotPolicyEx(ecs.CreateDescribeAutoSnapshotPolicyExRequest())
		must(err)
		same([]interface{}{listed.TotalCount, listed.AutoSnapshotPolicies.AutoSnapshotPolicy[0].DiskNums}, []interface{}{1, 2})
	})
	step("detach", func() {
		off := ecs.CreateCancelAutoSnapshotPolicyRequest()
		off.DiskIds = `["d-00"]` // This request has no policy: the only one is meant.
		_, err := client.CancelAutoSnapshotPolicy(off)
		must(err)
		same(attached(policy), []string{"d-01"})
	})
	step("group", func() {
		request := ecs.CreateCreateSnapshotGroupRequest()
		request.DiskId = &[]string{"d-data"}
		answer, err := client.CreateSnapshotGroup(request)
		must(err)
		group = answer.SnapshotGroupId
		list := ecs.CreateDescribeSnapshotGroupsRequest()
		list.SnapshotGroupId = &[]string{group}
		found, err := client.DescribeSnapshotGroups(list)
		must(err)
		same(found.SnapshotGroups.SnapshotGroup[0].Snapshots.Snapshot[0].SourceDiskId, "d-data")
	})
	step("delete", func() {
		whole := ecs.CreateDeleteSnapshotGroupRequest()
		whole.SnapshotGroupId = group
		_, err := client.DeleteSnapshotGroup(whole)
		must(err)
		for _, id := range ids {
			request := ecs.CreateDeleteSnapshotRequest()
			request.SnapshotId = id
			_, err := client.DeleteSnapshot(request)
			must(err)
		}
		request := ecs.CreateDeleteAutoSnapshotPolicyRequest()
		request.AutoSnapshotPolicyId = policy
		_, err = client.DeleteAutoSnapshotPolicy(request)
		must(err)
		found, _ := snapshots(every)
		same(len(found), 0)
	})
	step("a documented error", func() {
		_, err := take("d-none", "")
		found := refused(err)
		same([]interface{}{found.ErrorCode(), found.HttpStatus(), len(found.RequestId())}, []interface{}{"InvalidDiskId.NotFound", 404, 36})
	})
	step("a wrong secret", func() {
		// The SDK compares the string that the service says it signed with its own, and blames the secret only where they are one.
		_, err := connect("wrong").DescribeRegions(ecs.CreateDescribeRegionsRequest())
		found := refused(err)
		same([]string{found.ErrorCode(), found.Recommend()}, []string{"SignatureDoesNotMatch", "InvalidAccessKeySecret: Please check you AccessKeySecret"})
	})
	if failed {
		os.Exit(1)
	}
}
