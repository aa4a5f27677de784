#!/bin/sh
# Writes the secrets of docker-compose.yml once; what is there already is left alone.
# The folder is closed to others. The files in it are readable, because each container
# sees only the ones that it names, under a user of its own.
set -eu
umask 022
folder=${1:-$(dirname "$0")/secrets}
mkdir -p "$folder"
chmod 700 "$folder"

secret() { head -c 48 /dev/urandom | base64 | tr '+/' '-_' | tr -d '\n'; }
keep() {
  [ -e "$folder/$1" ] || printf '%s' "$2" >"$folder/$1"
}

keep secret_key "$(secret)"
keep evidence_key "$(secret)"
keep db_password "$(secret)"
keep database_url "postgres://lykta:$(cat "$folder/db_password")@db:5432/lykta"
keep email_url "consolemail://" # replace with smtp+tls://user:password@host:587
keep sign_in_with "[]" # others' sign-ins: docs/how-to/sign-in-with-others.md
