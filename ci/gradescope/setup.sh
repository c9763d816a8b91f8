#!/usr/bin/env bash
# Runs once, while Gradescope builds the image: installs what threadmark needs and builds it. The image must be Ubuntu 24.04.
set -euo pipefail
source=${AUTOGRADER_ROOT:-/autograder}/source
export DEBIAN_FRONTEND=noninteractive CI=true THREADMARK_YES=1
if ! command -v python3 >/dev/null; then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends python3
fi
# Zip files made elsewhere may have lost the permission to run.
chmod +x "$source"/threadmark/threadmark "$source"/threadmark/ci/setup "$source"/threadmark/ci/build
"$source/threadmark/ci/setup"
"$source/threadmark/ci/build" "$source/threadmark/build" -DTHREADMARK_TESTS=OFF -- threadmark_all
find "$source/threadmark/build" -name '*.o' -delete
# The submission is unpacked where anybody can read it; the lessons need not be.
chmod -R go-rwx "$source/threadmark/exercises"
program="$source/threadmark/build/threadmark"
"$program" doctor
# Every submission gets a new container of this image: what is precompiled now need not be then. The starters' headers are those of most submissions.
export XDG_CACHE_HOME=$source/cache
sandbox=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["sandbox"])' "$source/autograder.json")
for folder in "$source"/threadmark/exercises/*/; do
  "$program" grade "$(basename "$folder")" "$folder/starter" --sandbox "$sandbox" --cross-check none --schedules 1 --quiet >/dev/null || true
done
