#!/bin/sh
# Last fit, asked for one task at a time (height=placement): the highest-numbered of the nodes that would do.
while read -r message; do
  case $message in
    *'"type":"hello"'*)
      echo '{"protocol":1}'
      ;;
    *)
      feasible=${message#*'"feasible":['}
      feasible=${feasible%%]*}
      echo "{\"node\":${feasible##*,}}"
      ;;
  esac
done
