#!/bin/bash
# A Slurm of one node in a folder of its own, for trying job arrays: on Debian, as root, without systemd, in a container as well.
#
#   one-node.sh start FOLDER     installs the packages unless they are there, writes the configuration, starts the daemons
#   one-node.sh stop FOLDER      stops them
#
# Commands of Slurm find it by SLURM_CONF=FOLDER/slurm.conf.
set -euo pipefail

usage() {
  echo "usage: one-node.sh start|stop FOLDER" >&2
  exit 2
}
[ $# -eq 2 ] || usage
folder=$(realpath -m -- "$2")
# Paths in slurm.conf know no quotes, and a socket's path has at most 107 bytes.
[[ $folder =~ ^[[:alnum:]/._-]{1,80}$ ]] || {
  echo "one-node.sh: $folder: name a folder by at most 80 letters, digits, dots and dashes" >&2
  exit 2
}
export SLURM_CONF=$folder/slurm.conf

install_packages() {
  command -v slurmctld slurmd sbatch munged > /dev/null && return
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends slurm-wlm munge > /dev/null
}

write_configuration() {
  local host memory
  host=$(hostname -s)
  memory=$(awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo)
  cat > "$SLURM_CONF" << END
ClusterName=one-node
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
SlurmctldPort=16817
SlurmdPort=16818
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
# Without control groups, which containers keep to themselves.
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
SchedulerParameters=batch_sched_delay=0,sched_interval=2
ReturnToService=2
# What is told to stop has so long for it.
KillWait=20
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=$memory State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
}

start_munge() {
  # Munge wants to be the only one who could write here.
  chmod 755 "$folder"
  mungekey --create --keyfile="$folder/munge.key"
  munged --force --key-file="$folder/munge.key" --socket="$folder/munge.socket" --pid-file="$folder/munged.pid" \
    --log-file="$folder/munged.log" --seed-file="$folder/munge.seed"
}

wait_for_node() {
  local state
  for _ in $(seq 60); do
    state=$(sinfo --noheader --format=%T 2> /dev/null || true)
    [ "$state" = idle ] && return
    sleep 0.5
  done
  echo "one-node.sh: the node is '$state' after 30 s; see $folder/slurmctld.log and $folder/slurmd.log" >&2
  exit 1
}

start() {
  if [ -e "$folder" ] && [ -n "$(ls -A "$folder")" ]; then
    echo "one-node.sh: $folder holds something already; name a new or an empty folder" >&2
    exit 2
  fi
  install_packages
  mkdir -p "$folder"/state "$folder"/spool
  write_configuration
  start_munge
  slurmctld
  slurmd
  wait_for_node
  echo "SLURM_CONF=$SLURM_CONF"
}

stop() {
  local name
  for name in slurmd slurmctld munged; do
    if [ -f "$folder/$name.pid" ]; then kill "$(cat "$folder/$name.pid")"; fi
  done
}

case $1 in
  start) start ;;
  stop) stop ;;
  *) usage ;;
esac
