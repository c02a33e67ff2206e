#!/usr/bin/env python3
"""check_layers.py [ROOT]: a file includes only what stands to its left.
core <- stages <- pipeline <- edges <- app; stages never include each other, edges never each other,
edges see of the pipeline only its ports; core and stages include no header of files, clocks or threads."""
import os, re, sys

ROOT = sys.argv[1] if len(sys.argv) > 1 else '.'
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^">]+)[">]')
NO_IO = {'fstream', 'filesystem', 'iostream', 'thread', 'mutex', 'chrono', 'random', 'future', 'atomic',
         'condition_variable', 'unistd.h', 'fcntl.h', 'sys/socket.h', 'sys/stat.h', 'sqlite3.h', 'curl/curl.h', 'ctime', 'time.h'}
PORTS = 'newsloom/pipeline/ports.h'


def layer(path):
    """'newsloom/stages/decode/feed.cc' -> ('stages', 'decode')"""
    part = path.split('/')
    return part[1], part[2] if part[1] in ('stages', 'edges') else ''


def allowed(source, target):
    (a, a_part), (b, b_part) = layer(source), layer(target)
    if a == 'testing' or source.endswith('_test.cc'):
        return True
    if b == 'testing':
        return False
    if a in ('stages', 'edges') and a == b:
        return a_part == b_part
    if a == 'edges' and b == 'pipeline':
        return target == PORTS
    if a == 'edges' and b == 'stages':
        return False
    order = ['core', 'stages', 'pipeline', 'edges', 'app']
    return order.index(b) <= order.index(a)


def main():
    wrong, seen = [], 0
    for folder, _, names in os.walk(os.path.join(ROOT, 'newsloom')):
        for name in sorted(names):
            if not name.endswith(('.h', '.cc')):
                continue
            path = os.path.relpath(os.path.join(folder, name), ROOT)
            seen += 1
            for number, line in enumerate(open(os.path.join(ROOT, path), encoding='utf-8'), 1):
                m = INCLUDE.match(line)
                if not m:
                    continue
                target = m.group(1)
                if target.startswith('newsloom/') and not allowed(path, target):
                    wrong.append(f'{path}:{number}: may not include {target}')
                if target in NO_IO and layer(path)[0] in ('core', 'stages') and not name.endswith('_test.cc'):
                    wrong.append(f'{path}:{number}: {layer(path)[0]} may not use <{target}>')
                if target == 'tl/expected.hpp' and path != 'newsloom/core/result.h':
                    wrong.append(f'{path}:{number}: only core/result.h includes <tl/expected.hpp>')
                if target.startswith('data/') and layer(path)[0] not in ('app', 'testing'):
                    wrong.append(f'{path}:{number}: only app chooses the data')
    print('\n'.join(wrong) or f'layers: {seen} files, nothing wrong')
    return 1 if wrong or not seen else 0


sys.exit(main())
