#!/bin/sh
# Builds my-policy.jar with nothing but a JDK, 17 or newer.
set -eu
cd "$(dirname "$0")"
rm -rf classes
mkdir classes
javac --release 17 -Xlint:all,-classfile -cp "lib/*" -d classes src/my/policies/*.java
cp -r src/META-INF classes/
jar --create --file my-policy.jar -C classes .
echo "Built my-policy.jar. Next: wavetank policies --plugin my-policy.jar my-policy"
