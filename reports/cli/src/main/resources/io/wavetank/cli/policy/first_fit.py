#!/usr/bin/env python3
"""First fit: of the waiting tasks, by priority and then as they came, each goes to the lowest-numbered node with room."""
import json, sys

free, tasks, waiting = {}, {}, {}
for line in sys.stdin:
    message, decisions = json.loads(line), []
    for node in message["nodes"]:
        free[node["node"]] = node["free"] if node["schedulable"] else {}
    if message["type"] == "hello":
        print(json.dumps({"protocol": 1}), flush=True)
        continue
    for event in message["events"]:
        what, task = event["event"], event.get("task")
        if what == "submitted":
            waiting[task["task"]] = tasks[task["task"]] = task
        elif what == "refused":  # things changed while this thought: it waits again
            waiting[task] = tasks[task]
        elif what == "withdrawn":
            waiting.pop(task, None)
    room = {node: dict(left) for node, left in sorted(free.items())}  # what is bound is told as free no more, unless it is refused
    for task in sorted(waiting.values(), key=lambda task: (-task["priority"], task["sequence"])):
        asked = task["request"].items()
        place = next((n for n in room if all(room[n].get(r, 0) >= amount for r, amount in asked)), None)
        if place is not None:
            room[place].update((r, room[place][r] - amount) for r, amount in asked)
            decisions.append({"bind": task["task"], "node": place})
            del waiting[task["task"]]
    print(json.dumps({"decisions": decisions}), flush=True)
