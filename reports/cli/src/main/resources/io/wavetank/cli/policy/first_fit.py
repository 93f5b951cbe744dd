#!/usr/bin/env python3
"""First fit: of the waiting tasks, by priority and then as they came, each goes to the lowest-numbered node with room."""
import json, sys

free, waiting = {}, []
for line in sys.stdin:
    message, decisions, left = json.loads(line), [], []
    for node in message["nodes"]:
        free[node["node"]] = node["free"] if node["schedulable"] else {}
    if message["type"] == "hello":
        print(json.dumps({"protocol": 1}), flush=True)
        continue
    waiting += [event["task"] for event in message["events"] if event["event"] == "submitted"]
    for task in sorted(waiting, key=lambda task: (-task["priority"], task["sequence"])):
        asked = task["request"].items()
        place = next((n for n in sorted(free) if all(free[n].get(r, 0) >= amount for r, amount in asked)), None)
        if place is None:
            left.append(task)
        else:
            free[place].update((r, free[place][r] - amount) for r, amount in asked)
            decisions.append({"bind": task["task"], "node": place})
    waiting = left
    print(json.dumps({"decisions": decisions}), flush=True)
