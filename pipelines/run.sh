#!/bin/sh
# A step of a pipeline: run.sh lint|plan|apply. Everything it is told comes from the environment, so that no text of others ever
# becomes a part of a script, and it ends by becoming snapspec: a signal that ends the job arrives there.
#
#   SNAPSPEC_SPEC           the files of the spec, one a line (snapspec.yaml)
#   SNAPSPEC_ARGUMENTS      further arguments, one a line, such as --var=release=v42
#   SNAPSPEC_OUT            the folder for what is kept
#   SNAPSPEC_ROLE           the RAM role to take by OIDC; without it the credentials chain of Alibaba Cloud is asked
#   SNAPSPEC_OIDC_PROVIDER  the OIDC provider of the account
#   SNAPSPEC_AUDIENCE       the audience of the token (sts.aliyuncs.com)
set -eu

verb=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
main=$here/../dist/cli/main.cjs
out=${SNAPSPEC_OUT:?is not set: name the folder for what is kept}
mkdir -p "$out"

# The words of snapspec, from lines.
set --
while IFS= read -r line; do
  if [ -n "$line" ]; then set -- "$@" --file "$line"; fi
done <<LINES
${SNAPSPEC_SPEC:-snapspec.yaml}
LINES
while IFS= read -r line; do
  if [ -n "$line" ]; then set -- "$@" "$line"; fi
done <<LINES
${SNAPSPEC_ARGUMENTS:-}
LINES

# Credentials for this step alone: a token of the pipeline in a file that nobody else reads, and the role to take with it.
take_role() {
  [ -n "${SNAPSPEC_ROLE:-}" ] || return 0
  if [ -z "${SNAPSPEC_OIDC_PROVIDER:-}" ]; then
    echo 'snapspec: A role is given without the OIDC provider of the account: set it, such as acs:ram::1234567890123456:oidc-provider/ci.' >&2
    exit 64
  fi
  umask 077
  token=$(mktemp -d)/token
  node "$here/id-token.mjs" >"$token"
  umask 022
  # A key that is left over would go before the role.
  unset ALIBABA_CLOUD_ACCESS_KEY_ID ALIBABA_CLOUD_ACCESS_KEY_SECRET ALIBABA_CLOUD_SECURITY_TOKEN SNAPSPEC_ID_TOKEN
  unset ACTIONS_ID_TOKEN_REQUEST_TOKEN ACTIONS_ID_TOKEN_REQUEST_URL
  export ALIBABA_CLOUD_ROLE_ARN="$SNAPSPEC_ROLE"
  export ALIBABA_CLOUD_OIDC_PROVIDER_ARN="$SNAPSPEC_OIDC_PROVIDER"
  export ALIBABA_CLOUD_OIDC_TOKEN_FILE="$token"
  export ALIBABA_CLOUD_ROLE_SESSION_NAME="snapspec-${GITHUB_RUN_ID:-${CI_JOB_ID:-run}}"
  export ALIBABA_CLOUD_ECS_METADATA_DISABLED=true
}

case $verb in
  lint)
    # What is wrong is said once, by the second run; the first is for the report.
    if [ -n "${GITHUB_ACTIONS:-}" ]; then
      node "$main" lint "$@" --format sarif >"$out/snapspec.sarif" 2>/dev/null || :
      exec node "$main" lint "$@" --format github
    fi
    node "$main" lint "$@" --format gitlab >"$out/code-quality.json" 2>/dev/null || :
    exec node "$main" lint "$@"
    ;;
  plan)
    rm -f "$out/plan.json" "$out/plan.md"
    take_role
    exec node "$main" plan "$@" --out "$out/plan.json" --format markdown >"$out/plan.md"
    ;;
  apply)
    rm -f "$out/apply.md" "$out/receipt.json"
    take_role
    exec node "$main" apply "$out/plan.json" "$@" --format markdown --json-into "$out/receipt.json" >"$out/apply.md"
    ;;
  *)
    echo "snapspec: $verb is no step; lint, plan and apply are." >&2
    exit 64
    ;;
esac
