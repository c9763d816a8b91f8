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
"$source/threadmark/build/threadmark" doctor
