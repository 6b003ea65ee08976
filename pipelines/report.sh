#!/bin/sh
# Shows what a step has left, whatever became of it: report.sh plan|apply. The page goes to the log and to the summary of the
# run; that of a plan also into the comment of the pull request.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
out=${SNAPSPEC_OUT:?is not set: name the folder for what is kept}
page=$out/$1.md
if [ -s "$page" ]; then
  cat "$page"
  if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat "$page" >>"$GITHUB_STEP_SUMMARY"; fi
fi
if [ "$1" = plan ]; then
  if [ -n "${GITHUB_OUTPUT:-}" ]; then node "$here/outputs.mjs"; fi
  exec node "$here/comment.mjs"
fi
