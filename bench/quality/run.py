#!/usr/bin/env python3
"""bench/quality/run.py --program build/dev/newsloom --eval EVAL [--seeds SEEDS] [--only NAME] [--keep FOLDER]
Runs the program over every quality set below EVAL, calls the set's own scorer and prints one table: part, set, figures, seconds.
EVAL is the folder with the data sets and scorers; it is not part of the project. One configuration serves all sets."""
import argparse, gzip, json, os, shutil, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
EXTRACTION = ['scrapinghub', 'naeb', 'fundus-pub', 'wcxb-dev-article', 'trafeval', 'awkward']


def run(cmd, out=None):
    start = time.time()
    env = dict(os.environ, PYTHONDONTWRITEBYTECODE='1')
    if out:
        with open(out, 'wb') as f:
            done = subprocess.run(cmd, stdout=f, stderr=subprocess.PIPE, env=env)
        return done.returncode, done.stderr.decode('utf-8', 'replace'), time.time() - start
    done = subprocess.run(cmd, capture_output=True, env=env)
    return done.returncode, (done.stdout + done.stderr).decode('utf-8', 'replace'), time.time() - start


def row(part, name, figures, seconds):
    print(f'{part:11s} {name:30s} {figures}  [{seconds:.1f} s]', flush=True)


def number(value):
    return f'{value:.4f}' if isinstance(value, float) else str(value)


EXTRACTION_FIGURES = (('f1', 'F1'), ('precision', 'P'), ('recall', 'R'), ('low_precision', 'pages P<.8'), ('repeated', 'repeated'),
                      ('segment_f1', 'segment F1'), ('segments_leaked', 'leaked'), ('title', 'title'), ('date', 'date'),
                      ('date_wrong', 'date wrong'), ('author', 'author'), ('expected_pages_ok', 'pages whole'), ('expectations_met', 'expectations met'),
                      ('expectations', 'of'))


def extraction_figures(o):
    return ' · '.join(f'{label} {number(o[key])}' for key, label in EXTRACTION_FIGURES if o.get(key) is not None)


def extraction(a, work):
    for name in EXTRACTION:
        folder = os.path.join(a.eval, 'extraction', name)
        if not os.path.isdir(folder) or a.only not in f'extraction/{name}':
            continue
        if name == 'awkward':  # one page is made by a script beside the set, so the set is copied
            copy = os.path.join(work, 'awkward')
            shutil.copytree(folder, copy, dirs_exist_ok=True)
            subprocess.run(['chmod', '-R', 'u+w', copy], check=True)
            run([sys.executable, os.path.join(copy, 'make_large.py')])
            folder = copy
        out = os.path.join(work, f'extraction_{name}.jsonl')
        _, _, seconds = run([a.program, 'run', os.path.join(folder, 'captures.jsonl'), '--until', 'extract', '--quiet'], out)
        code, text, _ = run([sys.executable, os.path.join(a.eval, 'score_extraction.py'), folder, out, '--json'])
        row('extraction', name, extraction_figures(json.loads(text)) if code == 0 else 'scorer: ' + text[-200:], seconds)


def feeds(a, work):
    if a.only not in 'feeds/cases':
        return
    code, text, seconds = run([sys.executable, os.path.join(a.eval, 'score_feeds.py'), a.program, os.path.join(a.eval, 'feeds', 'cases.jsonl')])
    row('feeds', 'cases', ' · '.join(l.strip() for l in text.splitlines()[-8:]), seconds)


def language(a, work):
    if a.only.startswith(('extraction', 'feeds', 'pairs', 'seeds')):
        return
    cmd = [sys.executable, os.path.join(a.eval, 'run_stories_language.py'), '--program', a.program, '--keep', work]
    if a.only:
        cmd += ['--only', a.only]
    process = subprocess.Popen(cmd, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=dict(os.environ, PYTHONDONTWRITEBYTECODE='1'))
    for line in process.stdout:
        task, name, rest = (line.split(None, 2) + ['', ''])[:3]
        print(f'{task:11s} {name:30s} {rest.rstrip()}', flush=True)
    process.wait()


def pairs(a, work):
    gold = os.path.join(a.eval, 'clustering', 'semeval_pairs_dev.jsonl.gz')
    if a.only not in 'pairs/semeval_pairs_dev' or not os.path.exists(gold):
        return
    plain, out = os.path.join(work, 'pairs_in.jsonl'), os.path.join(work, 'pairs.jsonl')
    with gzip.open(gold) as source, open(plain, 'wb') as target:
        shutil.copyfileobj(source, target)
    _, _, seconds = run([a.program, 'similar', plain], out)
    code, text, _ = run([sys.executable, os.path.join(a.eval, 'clustering', 'score_pairs.py'), gold, out, '--json'])
    if code == 0:
        o = json.loads(text)
        text = ' · '.join(f'{k} {number(v["pearson"]) if isinstance(v, dict) and "pearson" in v else json.dumps(v)[:90]}' for k, v in o.items())
    row('pairs', 'semeval_pairs_dev', text[:400].replace('\n', ' '), seconds)


def seeds(a, work):
    if not a.seeds or a.only not in 'seeds/gold_dev':
        return
    code, text, seconds = run([sys.executable, os.path.join(HERE, 'seeds.py'), '--program', a.program, '--seeds', a.seeds])
    for line in text.splitlines():
        row('seeds', 'gold_dev', line, seconds)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--program', required=True)
    ap.add_argument('--eval', required=True)
    ap.add_argument('--seeds')
    ap.add_argument('--only', default='')
    ap.add_argument('--keep')
    a = ap.parse_args()
    a.program = os.path.abspath(a.program)
    with tempfile.TemporaryDirectory() as temporary:
        work = a.keep or temporary
        os.makedirs(work, exist_ok=True)
        for part in (extraction, feeds, language, pairs, seeds):
            part(a, work)


if __name__ == '__main__':
    main()
