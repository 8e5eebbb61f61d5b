#!/bin/sh
# The linker is `cc`. Where there is none (a fresh Debian with only git and rustup's cargo), it is
# installed first: cargo can build nothing without it, so no step of ours could do it later.
command -v cc >/dev/null 2>&1 && exec cc "$@"

say() {
    # rustc keeps what a linker prints to itself unless linking fails; the terminal shows it now.
    if ! { printf '%s\n' "$@" >/dev/tty; } 2>/dev/null; then printf '%s\n' "$@" >&2; fi
}

if [ "$(id -u)" -eq 0 ]; then as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root='sudo -n'
else as_root=refused; fi

if [ "$as_root" = refused ] || ! command -v apt-get >/dev/null 2>&1; then
    say '缺少 C 编译器（cc），又没有权限代为安装。请先运行：' \
        'The C compiler (cc) is missing and cannot be installed from here. Please run first:' \
        '    sudo apt-get update && sudo apt-get install build-essential'
    exit 1
fi

# Cargo links several programs at once; one of them installs, the others wait at this file.
exec 9<"$0"
flock 9
if ! command -v cc >/dev/null 2>&1; then
    say '缺少 C 编译器，正在安装 build-essential（约一分钟）…' \
        'The C compiler is missing: installing build-essential (about a minute) ...'
    log=$(mktemp)
    if ! { $as_root apt-get update -q &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q build-essential
    } >"$log" 2>&1 9<&-; then
        tail -n 20 "$log" >&2
        exit 1
    fi
    rm -f "$log"
fi
exec 9<&-
exec cc "$@"
