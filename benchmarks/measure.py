#!/usr/bin/env python3
"""Measures whole processes.

usage: measure.py LOG SCENARIO CONTESTANT COMMAND [ARGUMENT...]
           runs the command and appends one JSON line: seconds of wall time, seconds of user + system time and peak
           resident bytes, of the process and the descendants it waited for; fails when the command fails
       measure.py --table LOG
           prints a Markdown table with the median of each scenario and contestant, and where both contestants ran
           curl's figures divided by hermetic's, paired run by run
"""
import json
import os
import statistics
import sys
import time


def run(log, scenario, contestant, command):
    started = time.monotonic()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(process, 0)
    wall = time.monotonic() - started
    code = os.waitstatus_to_exitcode(status)
    if code != 0:
        sys.exit(f"{scenario}: {contestant} ended with {code}")
    line = {
        "scenario": scenario,
        "contestant": contestant,
        "wall": round(wall, 3),
        "cpu": round(usage.ru_utime + usage.ru_stime, 3),
        "rss": usage.ru_maxrss * 1024,
        "load": round(os.getloadavg()[0], 2),
    }
    with open(log, "a", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")
    print(f"  {contestant:<10} {wall:8.2f} s wall {line['cpu']:8.2f} s CPU {line['rss'] >> 20:6} MiB", flush=True)


def median(lines, field):
    return statistics.median(line[field] for line in lines)


def ratio(pairs, field):
    values = sorted(curl[field] / hermetic[field] for curl, hermetic in pairs)
    return f"{statistics.median(values):.2f} ({values[0]:.2f}–{values[-1]:.2f})"


def table(log):
    groups = {}
    with open(log, encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            groups.setdefault(line["scenario"], {}).setdefault(line["contestant"], []).append(line)
    print("| scenario | contestant | runs | wall s | CPU s | peak RSS MiB | wall curl ÷ hermetic | CPU curl ÷ hermetic |")
    print("|---|---|--:|--:|--:|--:|--:|--:|")
    for scenario, contestants in groups.items():
        for contestant, lines in contestants.items():
            row = f"| {scenario} | {contestant} | {len(lines)} | {median(lines, 'wall'):.2f} | {median(lines, 'cpu'):.2f}"
            row += f" | {max(line['rss'] for line in lines) >> 20} |"
            if contestant == "hermetic" and "curl" in contestants:
                pairs = list(zip(contestants["curl"], lines))
                row += f" {ratio(pairs, 'wall')} | {ratio(pairs, 'cpu')} |"
            else:
                row += " | |"
            print(row)


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "--table":
        table(sys.argv[2])
    elif len(sys.argv) > 4:
        run(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
    else:
        sys.exit(__doc__)
