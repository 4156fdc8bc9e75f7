#!/usr/bin/env bash
# Measures the runtime against a bare Kestrel echo on this machine: tools/bench.sh [echo|pair|idle|durable|kill|turns|all] [options of load]
set -euo pipefail
cd "$(dirname "$0")/.."

# All that this script knows of the runtime's command line and of the way into the bench task's worlds.
runtime="dotnet runtime/Host/bin/Release/net10.0/runtime.dll --task tools/Load/tasks/bench --port {port} --no-watch --rate-limit off --grace 1"
service="$runtime --journal off"
echo_opening="hello;echo"
pair_opening="hello;pair"
idle_opening="hello"
ready="^ready$"

bare="dotnet tools/Echo/bin/Release/net10.0/echo.dll --port {port} --until-stdin-ends"
load="tools/Load/bin/Release/net10.0/load.dll"
what="${1:-all}"
shift || true
case "$what" in
  echo|pair|idle|durable|kill|turns|all) ;;
  *) echo "usage: tools/bench.sh [echo|pair|idle|durable|kill|turns|all] [options of load compare, or of load kill]" >&2; exit 2 ;;
esac

for project in runtime/Host tools/Echo tools/Load; do
  dotnet build "$project" -c Release --nologo -v q
done
mkdir -p artifacts/bench

# An ordinary client. Set it to 1 for one that handles an answer on the thread that read it, which halves the client's part of a round
# trip on this shared machine, but not steadily at many connections; compare takes the variable away from both services.
export DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS="${DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS:-0}"

status=0
given=("$@")
# measure SCENARIO NAME VALUE ...: what the caller gave wins over these.
measure() {
  local scenario="$1" options=(); shift
  while (($# > 0)); do
    [[ " ${given[*]-} " == *" $1 "* ]] || options+=("$1" "$2")
    shift 2
  done
  echo "== ${name:-$scenario}" >&2
  dotnet "$load" compare --scenario "$scenario" --service "$service" --json "artifacts/bench/${name:-$scenario}.json" \
    "${options[@]}" ${given[@]+"${given[@]}"} || status=$?
}

if [[ $what == echo || $what == all ]]; then
  # Within the first ten seconds the service collects what came with so many people at once; what is measured is how they are served.
  measure echo --bare "$bare" --opening "$echo_opening" --ready "$ready" --connections 1,100,1000 --duration 5s --warmup 20s
fi
if [[ $what == pair || $what == all ]]; then
  measure pair --bare "$bare --pair" --opening "$pair_opening" --ready "$ready" --connections 2,100,1000 --duration 5s --warmup 7s
fi
if [[ $what == idle || $what == all ]]; then
  # Nobody gets into a task: this is what a person in the overworld costs.
  measure idle --bare "$bare" --opening "$idle_opening" --connections 10000 --duration 10s --rounds 1
fi
if [[ $what == durable || $what == all ]]; then
  # The echo again, with the journal on: no answer leaves before what it depends on is durable. Each process has a folder of its own.
  service="$runtime --journal on --data artifacts/bench/data-{port}"
  rm -rf artifacts/bench/data-*
  name=durable measure echo --bare "$bare" --opening "$echo_opening" --ready "$ready" --connections 100,1000 --duration 5s --warmup 7s
  rm -rf artifacts/bench/data-*
fi
if [[ $what == kill ]]; then
  # Not among "all": it takes minutes, and its times are worth something only on a machine that does nothing else.
  dotnet "$load" kill --server "$runtime --data {data}" --opening echo --ready "$ready" --json artifacts/bench/kill.json ${given[@]+"${given[@]}"} || status=$?
fi
if [[ $what == turns ]]; then
  # A dialogue of many turns, played on the virtual clock by the command that authors use. What a play of one turn takes (start, compilation)
  # is taken off. Turns for each second of processor say what the player does when it has a core to itself, however busy the machine is.
  turns="${given[0]:-50000}"
  folder="artifacts/bench/turns"
  rm -rf "$folder"
  dotnet runtime/Host/bin/Release/net10.0/runtime.dll new "$folder" >/dev/null
  play() {
    awk -v turns="$1" 'BEGIN { print "Ann enters\n  ..."; for (i = 0; i < turns; i++) printf "Ann: word %d\n  Echo: word %d\n", i, i }' >"$folder/echo.dialogue"
    local TIMEFORMAT="%R %U %S"
    { time dotnet runtime/Host/bin/Release/net10.0/runtime.dll test "$folder" >"$folder.txt" 2>&1; } 2>"$folder.times" || { cat "$folder.txt" >&2; exit 1; }
    cat "$folder.times"
  }
  one="$(play 1)"
  many="$(play "$turns")"
  echo "$one $many $turns $(cut -d' ' -f1 /proc/loadavg)" | awk '{
    wall = $4 - $1; cpu = $5 + $6 - $2 - $3
    printf "%d turns in %.1f s: %.0f turns/s; %.1f s of processor: %.0f turns for each; load average %s on %d cores\n", $7, wall, $7 / wall, cpu, $7 / cpu, $8, cores
  }' cores="$(nproc)"
fi
exit "$status"
