// What becomes of backups and of what they protect, by the generated ECS SDK for Go. It knows no policies by instance tags
// yet, and the module proxy has no SDK for ECD: these are sent by its core, as generated code would.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"sort"
	"strings"

	"github.com/alibabacloud-go/darabonba-openapi/v2/models"
	util "github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	ecs "github.com/alibabacloud-go/ecs-20140526/v7/client"
	"github.com/alibabacloud-go/tea/dara"
	"github.com/alibabacloud-go/tea/tea"
)

type values = map[string]interface{}
type list = []interface{}

const odd = "a b*c~()!'+/&=%2F\"中𠀀"

var host = os.Getenv("PEER_HOST")
var text, number, yes = dara.String, dara.Int32, dara.Bool(true)
var region = text("cn-hangzhou")

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

func connect() *ecs.Client {
	made, err := ecs.NewClient(&models.Config{
		AccessKeyId: text(os.Getenv("PEER_KEY_ID")), AccessKeySecret: text(os.Getenv("PEER_KEY_SECRET")),
		Endpoint: &host, Protocol: text("http"), RegionId: region,
	})
	must(err)
	return made
}

var client = connect()

// The body of a reply as its model read it, with the id that every reply has.
func reply[R any](answer R, err error) values {
	must(err)
	var all values
	read, err := json.Marshal(answer)
	must(err)
	must(json.Unmarshal(read, &all))
	body := all["body"].(values)
	same(len(body["RequestId"].(string)), 36)
	return body
}

func refusal[R any](_ R, err error) string {
	var refused *tea.SDKError
	if !errors.As(err, &refused) {
		panic(fmt.Sprintf("%T %v", err, err))
	}
	return fmt.Sprintf("%s %d", *refused.Code, *refused.StatusCode)
}

// What generated code does for an operation.
func send(version, action string, query values) (values, error) {
	query["RegionId"] = "cn-hangzhou"
	params := &models.Params{
		Action: &action, Version: &version, Protocol: text("HTTPS"), Pathname: text("/"),
		Method: text("POST"), AuthType: text("AK"), Style: text("RPC"), ReqBodyType: text("formData"), BodyType: text("json"),
	}
	return client.CallApi(params, &models.OpenApiRequest{Query: util.Query(query)}, &dara.RuntimeOptions{})
}

func ecd(action string, query values) (values, error) { return send("2020-09-30", action, query) }

// Moves the clock of the world, or changes its settings.
func admin(address, body string) {
	answer, err := http.Post("http://"+host+"/_snapspec/"+address, "application/json", strings.NewReader(body))
	must(err)
	same(answer.StatusCode, 200)
}

func advance(duration string) { admin("clock", `{"advance": "`+duration+`"}`) }

// The items of a listing below these names, each with these members. The models leave out an empty list when they are written.
func items(body values, path string, members ...string) []list {
	found := []list{}
	var at interface{} = body
	for _, name := range strings.Split(path, ".") {
		at = at.(values)[name]
	}
	rows, _ := at.(list)
	for _, one := range rows {
		row := list{}
		for _, member := range members {
			row = append(row, one.(values)[member])
		}
		found = append(found, row)
	}
	return found
}

// The rows as texts; a member that is absent is empty.
func sorted(rows []list) []string {
	found := []string{}
	for _, row := range rows {
		whole := ""
		for _, value := range row {
			if value != nil {
				whole += fmt.Sprint(value)
			}
		}
		found = append(found, whole)
	}
	sort.Strings(found)
	return found
}

func take(disk string) string {
	return reply(client.CreateSnapshot(&ecs.CreateSnapshotRequest{DiskId: &disk}))["SnapshotId"].(string)
}

func snapshots(in string, members ...string) []list {
	return items(reply(client.DescribeSnapshots(&ecs.DescribeSnapshotsRequest{RegionId: &in})), "Snapshots.Snapshot", members...)
}

func disks(members ...string) []list {
	return items(reply(client.DescribeDisks(&ecs.DescribeDisksRequest{RegionId: region})), "Disks.Disk", members...)
}

func disk(id string, members ...string) list {
	request := &ecs.DescribeDisksRequest{RegionId: region, DiskIds: text(`["` + id + `"]`)}
	return items(reply(client.DescribeDisks(request)), "Disks.Disk", members...)[0]
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

func main() {
	backups()
	policies()
	moves()
	if failed {
		os.Exit(1)
	}
}
