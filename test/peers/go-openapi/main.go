// The core of the ECS SDK for Go, called as the generated client calls it: signature V3, and then V1.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sort"

	client "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	"github.com/alibabacloud-go/darabonba-openapi/v2/models"
	util "github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	"github.com/alibabacloud-go/tea/dara"
	"github.com/alibabacloud-go/tea/tea"
)

type values = map[string]interface{}

const odd = "a b*c~()!'+/&=%2F\"中𠀀"

var region = values{"RegionId": "cn-hangzhou"}

func with(more ...values) values {
	all := values{}
	for _, one := range more {
		for name, value := range one {
			all[name] = value
		}
	}
	return all
}

// What a step finds wrong ends that step alone.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

func same(found, wanted interface{}) {
	a, _ := json.Marshal(found)
	b, _ := json.Marshal(wanted)
	if string(a) != string(b) {
		panic(fmt.Sprintf("%s is not %s", a, b))
	}
}

type peer struct{ *client.Client }

func connect(secret, algorithm string) peer {
	config := &models.Config{
		AccessKeyId: dara.String(os.Getenv("PEER_KEY_ID")), AccessKeySecret: dara.String(secret),
		Endpoint: dara.String(os.Getenv("PEER_HOST")), Protocol: dara.String("http"), RegionId: dara.String("cn-hangzhou"),
	}
	if algorithm != "" {
		config.SignatureAlgorithm = dara.String(algorithm)
	}
	made, err := client.NewClient(config)
	must(err)
	return peer{made}
}

func (one peer) try(action string, query values) (values, error) {
	params := &models.Params{
		Action: dara.String(action), Version: dara.String("2014-05-26"), Protocol: dara.String("HTTPS"), Pathname: dara.String("/"),
		Method: dara.String("POST"), AuthType: dara.String("AK"), Style: dara.String("RPC"),
		ReqBodyType: dara.String("formData"), BodyType: dara.String("json"),
	}
	answer, err := one.CallApi(params, &models.OpenApiRequest{Query: util.Query(query)}, &dara.RuntimeOptions{})
	if err != nil {
		return nil, err
	}
	return answer["body"].(values), nil
}

func (one peer) call(action string, query values) values {
	body, err := one.try(action, query)
	must(err)
	return body
}

func items(body values, outer, inner string) []values {
	var found []values
	for _, one := range body[outer].(values)[inner].([]interface{}) {
		found = append(found, one.(values))
	}
	return found
}

func texts(list []values, name string) []string {
	found := []string{}
	for _, one := range list {
		found = append(found, one[name].(string))
	}
	sort.Strings(found)
	return found
}

func (one peer) take(disk string, more values) string {
	tag := []values{{"Key": "peer", "Value": odd}}
	return one.call("CreateSnapshot", with(values{"DiskId": disk, "Description": odd, "RetentionDays": 30, "Tag": tag}, more))["SnapshotId"].(string)
}

func (one peer) snapshots(filters values) ([]values, int) {
	var found []values
	for pages, token := 1, ""; ; pages++ {
		body := one.call("DescribeSnapshots", with(region, values{"MaxResults": 10, "NextToken": token}, filters))
		found = append(found, items(body, "Snapshots", "Snapshot")...)
		if token, _ = body["NextToken"].(string); token == "" {
			return found, pages
		}
	}
}

func (one peer) attached(policy string) []string {
	body := one.call("DescribeAutoSnapshotPolicyAssociations", with(region, values{"AutoSnapshotPolicyId": policy}))
	return texts(items(body, "AutoSnapshotPolicyAssociations", "AutoSnapshotPolicyAssociation"), "DiskId")
}

func code(err error) string {
	var refused *tea.SDKError
	if !errors.As(err, &refused) {
		panic(fmt.Sprintf("%T %v", err, err))
	}
	return fmt.Sprintf("%s %d", *refused.Code, *refused.StatusCode)
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

func run(label, algorithm string) {
	one := connect(os.Getenv("PEER_KEY_SECRET"), algorithm)
	var taken []string
	var last, policy, group string
	camel := func(more values) values {
		return with(values{"regionId": "cn-hangzhou", "autoSnapshotPolicyId": policy}, more)
	}

	step(label+"create", func() {
		for number := 0; number < 25; number++ {
			taken = append(taken, one.take(fmt.Sprintf("d-%02d", number), nil))
		}
		last = one.take("d-data", values{"ClientToken": "token " + label})
		same(one.take("d-data", values{"ClientToken": "token " + label}), last)
	})
	step(label+"list over several pages", func() {
		found, pages := one.snapshots(nil)
		same([]int{len(found), pages}, []int{26, 3})
		all := append([]string{last}, taken...)
		sort.Strings(all)
		same(texts(found, "SnapshotId"), all)
		same(found[0]["Description"], odd)
	})
	step(label+"modify", func() {
		one.call("ModifySnapshotAttribute", values{"SnapshotId": last, "SnapshotName": "renamed", "RetentionDays": 31})
		found, _ := one.snapshots(values{"SnapshotIds": fmt.Sprintf("[%q]", last)})
		same([]interface{}{found[0]["SnapshotName"], found[0]["RetentionDays"]}, []interface{}{"renamed", 31})
	})
	step(label+"tag", func() {
		which := with(region, values{"ResourceType": "snapshot", "ResourceId": taken[:2]})
		one.call("TagResources", with(which, values{"Tag": []values{{"Key": "k", "Value": "v"}}}))
		found, _ := one.snapshots(values{"Tag": []values{{"Key": "k"}}})
		same(len(found), 2)
		one.call("UntagResources", with(which, values{"TagKey": []string{"k"}}))
		found, _ = one.snapshots(values{"Tag": []values{{"Key": "k"}}})
		same(len(found), 0)
	})
	step(label+"attach", func() {
		copy := values{"EnableCrossRegionCopy": true, "TargetCopyRegions": `["cn-beijing"]`, "CopyEncryptionConfiguration": values{"Encrypted": true}}
		request := with(values{"regionId": "cn-hangzhou", "timePoints": `["1"]`, "repeatWeekdays": `["1"]`, "retentionDays": 7}, copy)
		policy = one.call("CreateAutoSnapshotPolicy", request)["AutoSnapshotPolicyId"].(string)
		one.call("ApplyAutoSnapshotPolicy", camel(values{"diskIds": `["d-00","d-01"]`}))
		same(one.attached(policy), []string{"d-00", "d-01"})
		found := items(one.call("DescribeAutoSnapshotPolicyEx", region), "AutoSnapshotPolicies", "AutoSnapshotPolicy")
		same(found[0]["CopyEncryptionConfiguration"].(values)["Encrypted"], true)
	})
	step(label+"detach", func() {
		one.call("CancelAutoSnapshotPolicy", camel(values{"diskIds": `["d-00"]`}))
		same(one.attached(policy), []string{"d-01"})
	})
	step(label+"group", func() {
		group = one.call("CreateSnapshotGroup", with(region, values{"DiskId": []string{"d-data", "d-00"}}))["SnapshotGroupId"].(string)
		found := items(one.call("DescribeSnapshotGroups", with(region, values{"SnapshotGroupId": []string{group}})), "SnapshotGroups", "SnapshotGroup")
		same(texts(items(found[0], "Snapshots", "Snapshot"), "SourceDiskId"), []string{"d-00", "d-data"})
	})
	step(label+"delete", func() {
		one.call("DeleteSnapshotGroup", with(region, values{"SnapshotGroupId": group}))
		for _, id := range append([]string{last}, taken...) {
			one.call("DeleteSnapshot", values{"SnapshotId": id})
		}
		one.call("DeleteAutoSnapshotPolicy", camel(nil))
		found, _ := one.snapshots(nil)
		same(len(found), 0)
	})
	step(label+"a documented error", func() {
		_, err := one.try("CreateSnapshot", values{"DiskId": "d-none"})
		same(code(err), "InvalidDiskId.NotFound 404")
	})
	step(label+"a wrong secret", func() {
		_, err := connect("wrong", algorithm).try("DescribeRegions", values{})
		same(code(err), "SignatureDoesNotMatch 400")
	})
}

func main() {
	run("V3: ", "")
	run("V1: ", "v2")
	if failed {
		os.Exit(1)
	}
}
