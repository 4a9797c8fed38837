#!/bin/bash
# Podman without --requires. podman-compose adds that option besides waiting for the conditions itself, and Podman 4 then starts
# no container whose dependency has ended while the dependency of that runs.
for one; do [[ $one == --requires=* ]] || arguments+=("$one"); done
exec podman "${arguments[@]}"
