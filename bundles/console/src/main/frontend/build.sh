#!/bin/sh
# Builds or tests the pages; called by Maven, and by hand from this folder: sh build.sh build|test
set -eu
cd "$(dirname "$0")"
out=../../../target

needed='Node.js 20.19 or newer with npm'
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "The console needs $needed to be built, and it is not installed. Install it and build again." >&2
  exit 1
fi
if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
  echo "The console needs $needed to be built, and this is Node.js $(node --version). Install a newer one and build again." >&2
  exit 1
fi

# Installed already, from this very lock file? Then a build takes seconds, and no network.
stamp=node_modules/.installed
if ! cmp -s package-lock.json "$stamp"; then
  npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json "$stamp"
fi

case "${1:-build}" in
  build)
    built="$out/frontend.built"
    if [ -f "$built" ] && [ -d "$out/classes/web/app" ] && [ -d "$out/classes/web/login" ] &&
      [ -z "$(find . -path ./node_modules -prune -o -type f -newer "$built" -print | head -n 1)" ]; then
      exit 0
    fi
    mkdir -p "$out"
    npm run --silent build
    touch "$built"
    ;;
  test) npm run --silent test ;;
  *)
    echo "usage: build.sh build|test" >&2
    exit 2
    ;;
esac
