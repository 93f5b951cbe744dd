# What the scripts beside this file share. Sourced by them, with $root set to the repository.

program=${0##*/}

die() {
  printf '%s: %s\n' "$program" "$1" >&2
  exit 1
}

# Sets java, java_home, java_version and java_major: those of JAVA_HOME, else of the java on PATH.
find_java() {
  local key value
  if [ -n "${JAVA_HOME:-}" ]; then
    java_home=${JAVA_HOME%/}
    java=$java_home/bin/java
    [ -x "$java" ] || die "JAVA_HOME is $JAVA_HOME, where there is no bin/java; set it to a JDK 17 or newer"
  else
    java=$(command -v java) || die "no java found; install a JDK 17 or newer, or set JAVA_HOME to one"
    java=$(readlink -f "$java" 2>/dev/null || printf '%s\n' "$java")
    java_home=${java%/bin/java}
  fi
  java_version=
  if [ -r "$java_home/release" ]; then
    while IFS='=' read -r key value; do
      if [ "$key" = JAVA_VERSION ]; then java_version=${value//\"/}; fi
    done <"$java_home/release"
  fi
  if [ -z "$java_version" ]; then
    java_version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
  fi
  java_major=${java_version%%[!0-9]*}
  [ "${java_major:-0}" -ge 17 ] || die "$java is Java ${java_version:-of unknown version}; set JAVA_HOME to a JDK 17 or newer"
}

# Sets mvn, and has it use the JDK that find_java found.
find_maven() {
  find_java
  [ -x "$java_home/bin/javac" ] || die "$java_home has no compiler (bin/javac); set JAVA_HOME to a JDK 17 or newer"
  mvn=$(command -v mvn) || die "no mvn found; install Maven 3.8.7 or newer"
  export JAVA_HOME=$java_home
}

# Sets open_javac: options under which Maven's own JVM can run Error Prone (see the profile forked-compiler in pom.xml).
open_javac_options() {
  local name
  open_javac=
  for name in api file main model parser processing tree util; do
    open_javac="$open_javac --add-exports=jdk.compiler/com.sun.tools.javac.$name=ALL-UNNAMED"
  done
  for name in code comp; do
    open_javac="$open_javac --add-opens=jdk.compiler/com.sun.tools.javac.$name=ALL-UNNAMED"
  done
}

# Sets jvm_quiet: options under which the JVM says nothing about what our libraries do.
quiet_options() {
  jvm_quiet=(-Djava.awt.headless=true)
  if [ "$java_major" -ge 22 ]; then jvm_quiet+=(--enable-native-access=ALL-UNNAMED); fi
  if [ "$java_major" -ge 23 ]; then jvm_quiet+=(--sun-misc-unsafe-memory-access=allow); fi
}

# One build at a time in one checkout; who comes second waits, and looks again whether there is anything left to do.
lock_build() {
  mkdir -p "$root/target" 2>/dev/null && [ -w "$root/target" ] || die "cannot build: $root/target is not writable"
  if command -v flock >/dev/null 2>&1; then
    exec 9>"$root/target/build.lock"
    flock 9
  else
    until ln -s "$$" "$root/target/build.lock.d" 2>/dev/null; do
      kill -0 "$(readlink "$root/target/build.lock.d")" 2>/dev/null || rm -f "$root/target/build.lock.d"
      sleep 1
    done
    trap 'rm -f "$root/target/build.lock.d"' EXIT
  fi
}

unlock_build() {
  if command -v flock >/dev/null 2>&1; then
    exec 9>&-
  else
    rm -f "$root/target/build.lock.d"
    trap - EXIT
  fi
}

# Builds one module and what it needs, without gates and tests; further arguments go to Maven. Says what it does on standard error.
quick_build() {
  local module=$1 log=$root/target/quick-build.log
  MAVEN_OPTS="-XX:TieredStopAtLevel=1 ${MAVEN_OPTS:-}" "$mvn" -B -ntp -q -T 2 -f "$root/pom.xml" -Dquick -Dmaven.test.skip=true \
    -pl "$module" -am "${@:2}" package >"$log" 2>&1 </dev/null 9>&- && return
  grep -vE '\[INFO\]|\[ERROR\] *($|\[Help|-> \[Help|To see|Re-run|For more|After correcting|  mvn )' "$log" | tail -n 30 >&2
  die "the build failed; all it said is in $log"
}
