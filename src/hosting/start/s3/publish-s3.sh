#!/bin/sh
# Builds the handbook and publishes it: ADDRESS=https://… BUCKET=… DISTRIBUTION=… sh publish-s3.sh
#
# Before the first time: create the policy for headers from aws/headers.json (aws cloudfront
# create-response-headers-policy) and the function for viewer requests from aws/function.js (aws
# cloudfront create-function), give both to the distribution, and 404.html as its page for 403 and 404.
set -eu
cd "$(dirname "$0")"
handbook build --base-url "$ADDRESS" --strict
handbook hosting s3 --base-url "$ADDRESS" --write aws
sh aws/upload.sh public "$BUCKET"
aws cloudfront create-invalidation --distribution-id "$DISTRIBUTION" --paths '/*'
