// Two accounts over TLS: the core of the ECS SDK for Go with the credentials library, which assumes roles by a key and by a token.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"

	client "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	"github.com/alibabacloud-go/darabonba-openapi/v2/models"
	util "github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	"github.com/alibabacloud-go/tea/dara"
	"github.com/alibabacloud-go/tea/tea"
	"github.com/aliyun/credentials-go/credentials"
)

type values = map[string]interface{}

const spoke = "acs:ram::2222222222222222:"

var host = os.Getenv("PEER_HOST")

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

func credential(config credentials.Config) credentials.Credential {
	made, err := credentials.NewCredential(&config)
	must(err)
	return made
}

func key(id, secret string) credentials.Credential {
	return credential(credentials.Config{Type: dara.String("access_key"), AccessKeyId: &id, AccessKeySecret: &secret})
}

func session(id, secret, token string) credentials.Credential {
	return credential(credentials.Config{Type: dara.String("sts"), AccessKeyId: &id, AccessKeySecret: &secret, SecurityToken: &token})
}

func assume(role string) credentials.Credential {
	return credential(credentials.Config{
		Type: dara.String("ram_role_arn"), AccessKeyId: dara.String(os.Getenv("PEER_KEY_ID")), AccessKeySecret: dara.String(os.Getenv("PEER_KEY_SECRET")),
		RoleArn: dara.String(spoke + "role/" + role), RoleSessionName: dara.String("peer"), RoleSessionExpiration: dara.Int(900), STSEndpoint: &host,
	})
}

func exchange(role string) credentials.Credential {
	return credential(credentials.Config{
		Type: dara.String("oidc_role_arn"), OIDCProviderArn: dara.String(spoke + "oidc-provider/tokens"), OIDCTokenFilePath: dara.String(os.Getenv("PEER_TOKEN")),
		RoleArn: dara.String(spoke + "role/" + role), RoleSessionName: dara.String("peer"), STSEndpoint: &host,
	})
}

func call(by credentials.Credential, action string, query values) (values, error) {
	config := &models.Config{Credential: by, Endpoint: &host, Protocol: dara.String("https"), RegionId: dara.String("cn-hangzhou")}
	made, err := client.NewClient(config)
	must(err)
	params := &models.Params{
		Action: &action, Version: dara.String("2014-05-26"), Protocol: dara.String("HTTPS"), Pathname: dara.String("/"),
		Method: dara.String("POST"), AuthType: dara.String("AK"), Style: dara.String("RPC"),
		ReqBodyType: dara.String("formData"), BodyType: dara.String("json"),
	}
	answer, err := made.CallApi(params, &models.OpenApiRequest{Query: util.Query(query)}, &dara.RuntimeOptions{})
	if err != nil {
		return nil, err
	}
	return answer["body"].(values), nil
}

func disks(by credentials.Credential) []string {
	body, err := call(by, "DescribeDisks", values{"RegionId": "cn-hangzhou"})
	must(err)
	found := []string{}
	for _, one := range body["Disks"].(values)["Disk"].([]interface{}) {
		found = append(found, one.(values)["DiskId"].(string))
	}
	return found
}

func code(err error) string {
	var refused *tea.SDKError
	if !errors.As(err, &refused) {
		panic(fmt.Sprintf("%T %v", err, err))
	}
	return fmt.Sprintf("%s %d", *refused.Code, *refused.StatusCode)
}

func refusedDisks(by credentials.Credential) string {
	_, err := call(by, "DescribeDisks", values{"RegionId": "cn-hangzhou"})
	return code(err)
}

// The library puts the whole reply into its error.
func refusedRole(by credentials.Credential, code string) {
	_, err := by.GetCredential()
	if err == nil || !strings.Contains(err.Error(), code) {
		panic(fmt.Sprintf("%v is not %s", err, code))
	}
}

// Moves the clock of the world, by which sessions and tokens expire.
func advance(duration string) {
	reply, err := http.Post("https://"+host+"/_snapspec/clock", "application/json", strings.NewReader(`{"advance": "`+duration+`"}`))
	must(err)
	same(reply.StatusCode, 200)
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
	hub, other := key(os.Getenv("PEER_KEY_ID"), os.Getenv("PEER_KEY_SECRET")), key("AK-spoke", "spoke-secret")
	var snapshot string

	step("each account has its own disks", func() {
		same([][]string{disks(hub), disks(other)}, [][]string{{"d-hub"}, {"d-spoke"}})
	})
	step("what is of another account is not found", func() {
		body, err := call(other, "CreateSnapshot", values{"DiskId": "d-spoke"})
		must(err)
		snapshot = body["SnapshotId"].(string)
		_, err = call(hub, "DeleteSnapshot", values{"SnapshotId": snapshot})
		same(code(err), "InvalidSnapshotId.NotFound 404")
	})
	step("a role is assumed in the other account", func() {
		role := assume("backup")
		same(disks(role), []string{"d-spoke"})
		_, err := call(role, "DeleteSnapshot", values{"SnapshotId": snapshot})
		same(code(err), "Forbidden.RAM 403")
	})
	step("a role that does not trust the user", func() { refusedRole(assume("closed"), "NoPermission") })
	step("a token is exchanged for a role", func() {
		same(disks(exchange("deploy")), []string{"d-spoke"})
		refusedRole(exchange("backup"), "AuthenticationFail.NoPermission")
	})
	step("a session without its token, with another, and after its end", func() {
		model, err := assume("backup").GetCredential()
		must(err)
		id, secret, token := *model.AccessKeyId, *model.AccessKeySecret, *model.SecurityToken
		same(refusedDisks(key(id, secret)), "MissingSecurityToken 400")
		same(refusedDisks(session(id, secret, "other")), "InvalidSecurityToken.MismatchWithAccessKey 400")
		same(disks(session(id, secret, token)), []string{"d-spoke"})
		advance("15m")
		same(refusedDisks(session(id, secret, token)), "InvalidSecurityToken.Expired 400")
	})
	step("an expired token", func() { refusedRole(exchange("deploy"), "AuthenticationFail.OIDCToken.Expired") })
	if failed {
		os.Exit(1)
	}
}
