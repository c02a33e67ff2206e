#!/usr/bin/env python3
"""bench/quality/seeds.py --program build/dev/newsloom --seeds FOLDER [-v]
Compares the program's output on captures with a hand-made reference (gold_dev.json beside them): units, statements, speakers,
figures, dates, events, same statements, figure groups, sentences that are no statements. Prints one line a figure; -v the misses.

The reference counts in the raw capture, the program in the article it found; the two meet in the words: a piece of evidence is
looked up in the article's text or title with white space squeezed. A program item matches when it covers at least half of the
evidence's letters, or the evidence covers at least half of it."""
import argparse, glob, itertools, json, os, re, subprocess, sys


def squeeze(text):
    """text with white space squeezed, and for each kept character its place in the text"""
    out, places = [], []
    for i, c in enumerate(text):
        if c.isspace():
            if out and out[-1] != ' ':
                out.append(' ')
                places.append(i)
        else:
            out.append(c)
            places.append(i)
    return ''.join(out), places


FIELDS = ('text', 'title', 'standfirst')


def field_of(item):
    return item.get('in') if item.get('in') in FIELDS else 'text'


class Unit:
    """one article of the program, searchable by words"""

    def __init__(self, row):
        self.row = row
        self.fields = {f: (row.get(f) or '', *squeeze(row.get(f) or '')) for f in FIELDS}

    def find(self, words):
        want = squeeze(words)[0].strip()
        for field in FIELDS:
            _, flat, places = self.fields[field]
            at = flat.find(want)
            if want and at >= 0:
                return field, places[at], places[at + len(want) - 1] + 1
        return None


def overlap(a, b):
    both = min(a[1], b[1]) - max(a[0], b[0])
    return both > 0 and both >= 0.5 * min(a[1] - a[0], b[1] - b[0])


def covers(item, where):
    return field_of(item) == where[0] and overlap(item['span'], where[1:])


def run(program, until, paths):
    done = subprocess.run([program, 'run', *paths, '--until', until, '--quiet'], capture_output=True)
    return [json.loads(l) for l in done.stdout.decode().splitlines()]


def words_of(name):
    return set(re.findall(r'\w+', (name or '').lower())) - {'the', 'of', 'a', 'mr'}


def surname(name):
    return re.findall(r'\w+', (name or '?').lower())[-1]


def date_fits(found, wanted):
    """whether a program's date says what the reference says; of a range ("a/b") any day in it does"""
    if not found:
        return False
    first, _, last = wanted.partition('/')
    if last:
        n = min(len(found), len(first), len(last))
        return n >= 7 and first[:n] <= found[:n] <= last[:n]
    return found[:len(wanted)] == wanted


def status_fits(found, wanted):
    """the reference's first word counts; "claimed" is told by others and so happened or reported; what was cancelled did not happen.
    "a|b": either; "*": any"""
    if '|' in wanted:
        return any(status_fits(found, w) for w in wanted.split('|'))
    wanted = re.split(r'[ (]', wanted)[0].lower()
    if wanted == '*':
        return True
    if wanted == 'cancelled':
        return found == 'denied'
    if wanted in ('happened', 'claimed', 'reported'):
        return found in ('happened', 'reported')
    return found == wanted


class Score:
    def __init__(self, verbose):
        self.verbose, self.lines = verbose, []

    def rate(self, label, hits, misses, target=''):
        total = hits + len(misses)
        if not total:
            return  # the reference has none of this kind
        share = hits / total
        print(f'{label}: {hits}/{total} = {share:.3f} {target}')
        if self.verbose:
            for miss in misses:
                print('    miss', miss)


def precision(score, timeline, events, rests_on):
    """Lines that a reader accepts: of an event of the reference, with its date and status, and no second line for the same event. Only
    where the reference is complete. Lines and events are paired so that as many lines as possible find an event of their own."""
    fits = [[e['id'] for e in events if rests_on(t, e) and date_fits(t['date'], e['date']) and status_fits(t['status'], e['status'])]
            for t in timeline]
    owner = {}

    def settle(line, tried):
        for event in fits[line]:
            if event not in tried:
                tried.add(event)
                if event not in owner or settle(owner[event], tried):
                    owner[event] = line
                    return True
        return False

    wrong = []
    for i, t in enumerate(timeline):
        if not settle(i, set()):
            wrong.append(('second line' if fits[i] else 'wrong', t['date'], t['status'], t['label'][:100], t['why'][:60]))
    score.rate('timeline lines that a reader accepts', len(timeline) - len(wrong), wrong)


def figure_groups(score, gold, digests, of_unit):
    """Groups of figures: at least two of the reference's figures in one group, from two articles where there are; and its verdict."""
    at = {}
    for f in gold['figures']:
        unit = of_unit.get(f['unit'])
        where = unit.find(f['span']['text']) if unit else None
        if where and f.get('group'):
            at.setdefault(f['group'], []).append((unit.row['id'], where))
    groups = [g for d in digests for g in d['figures']]

    def holds(group, place):
        article, where = place
        return any(v['article'] == article and covers(v, where) for v in group['values'])

    grouped, verdicts, apart, lost, wrong = 0, 0, 0, [], []
    for g in gold['figure_groups']:
        places = at.get(g['group'], [])
        best, most = None, []
        for group in groups:
            held = [p for p in places if holds(group, p)]
            if len(held) > len(most):
                best, most = group, held
        if len(most) < 2 or (len({p[0] for p in most}) < 2 < len({p[0] for p in places}) + 1):
            lost.append((g['group'], g['verdict'], len(most), len(places)))
            continue
        grouped += 1
        if best['verdict'] in g['verdict'].split('|'):
            verdicts += 1
        else:
            wrong.append((g['group'], g['verdict'], best['verdict'], best['reason']))
    score.rate('figure groups found', grouped, lost)
    score.rate('figure groups found, right verdict', verdicts, wrong)
    mixed = []
    for group in groups:
        names = {k for k, places in at.items() if any(holds(group, p) for p in places)}
        if len(names) > 1 and group['verdict'] != 'different_things':
            mixed.append((group['counted'], group['verdict'], sorted(names)))
    score.rate('figure groups of one thing', len(groups) - len(mixed), mixed)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--program', required=True)
    ap.add_argument('--seeds', required=True)
    ap.add_argument('-v', action='store_true')
    a = ap.parse_args()
    gold = json.load(open(os.path.join(a.seeds, 'gold_dev.json')))
    files = {c['id']: os.path.join(a.seeds, c['file']) for c in gold['captures']}
    all_files = sorted({p for kind in ('*.txt', '*.html') for p in glob.glob(os.path.join(a.seeds, kind))} | set(files.values()))
    raw = {k: open(p, encoding='utf-8', newline='').read() for k, p in files.items()}
    units = {k: [Unit(r) for r in run(a.program, 'annotate', [p])] for k, p in files.items()}
    score = Score(a.v)

    found, misses, of_unit = 0, [], {}
    for unit in gold['units']:
        span = unit.get('body_span') or {}
        body = squeeze(unit.get('body') or raw[unit['seed']][span.get('start', 0):span.get('end', 0)])[0]
        best, best_f = None, 0.0
        for candidate in units[unit['seed']]:
            mine, theirs = candidate.fields['text'][1].split(), body.split()
            both = sum(min(mine.count(w), theirs.count(w)) for w in set(mine))
            f = 2 * both / (len(mine) + len(theirs)) if mine and theirs else 0
            if f > best_f:
                best, best_f = candidate, f
        of_unit[unit['id']] = best
        publisher_right = best is not None and (unit.get('publisher') is None or 'NOT named' in (unit.get('publisher_note') or '')
                                                or best.row.get('publisher') == unit['publisher'])
        lent = best is not None and 'NOT named' in (unit.get('publisher_note') or '') and best.row.get('publisher')
        if best_f >= 0.9 and publisher_right and not lent:
            found += 1
        else:
            misses.append((unit['id'], round(best_f, 3), best and best.row.get('publisher')))
    score.rate('units (body F1 >= .9, right publisher)', found, misses)

    def located(entry, evidence):
        unit = of_unit.get(entry['unit'])
        where = unit.find(evidence['text']) if unit else None
        return unit, where

    # statements
    hits, misses, speakers, speaker_misses, used = 0, [], 0, [], set()
    quoted_hits, quoted_misses = 0, []
    statement_at = {}
    for s in gold['statements']:
        unit, where = located(s, s['evidence_span'])
        match = None
        if where:
            for i, mine in enumerate(unit.row['statements']):
                if mine['confidence'] >= 0.5 and covers(mine, where):
                    right = mine.get('speaker') and surname(s['speaker']) in words_of(mine['speaker']['name'])
                    if match is None or (right and not match[2]):
                        match = (i, mine, right)
        quoted = s['type'] in ('direct', 'mixed')
        if match:
            hits += 1
            quoted_hits += quoted
            used.add((s['unit'], match[0]))
            statement_at[s['id']] = (unit, match[1])
            if match[2] or (words_of(s['speaker']) & words_of((match[1].get('speaker') or {}).get('name'))):
                speakers += 1
            else:
                speaker_misses.append((s['id'], s['speaker'], (match[1].get('speaker') or {}).get('name')))
        else:
            misses.append((s['id'], s['type'], s['evidence_span']['text'][:90]))
            if quoted:
                quoted_misses.append(s['id'])
    score.rate('statements recall', hits, misses, '(wanted .70)')
    score.rate('statements recall, direct and mixed', quoted_hits, quoted_misses, '(wanted .92)')
    score.rate('speaker right', speakers, speaker_misses, '(wanted .88)')
    extra, total = [], 0
    seen_units = {id(u): k for k, u in of_unit.items() if u}
    for k, u in of_unit.items():
        for i, mine in enumerate(u.row['statements'] if u else []):
            if mine['confidence'] < 0.5:
                continue
            total += 1
            hit = False
            for s in gold['statements']:
                if s['unit'] == k:
                    where = u.find(s['evidence_span']['text'])
                    hit = hit or bool(where and covers(mine, where))
            if not hit:
                extra.append((k, u.row[field_of(mine)][mine['span'][0]:mine['span'][1]][:90]))
    if gold['statements']:
        score.rate('statements precision', total - len(extra), extra, '(wanted .75)')
    shown = []
    for n in gold['not_statements']:
        for u in units.get(n['seed'], []):
            where = u.find(n['text'])
            if where and any(covers(m, where) and m['confidence'] >= 0.5 and m['span'][1] - m['span'][0] <= 1.5 * (where[2] - where[1])
                             for m in u.row['statements']):
                shown.append(n['text'][:80])
    score.rate('not-statements kept out', len(gold['not_statements']) - len(shown), shown)

    # figures
    hits, misses, values, value_misses = 0, [], 0, []
    for f in gold['figures']:
        unit, where = located(f, f['span'])
        match = None
        for mine in (unit.row['figures'] if where else []):
            if covers(mine, where):
                right = f['value'] in (mine.get('value'), mine.get('low'), mine.get('high'))
                if match is None or right:
                    match = (mine, right)
        if match:
            hits += 1
            if match[1]:
                values += 1
            else:
                value_misses.append((f['text'], f['value'], match[0].get('value')))
        else:
            misses.append((f['id'], f['text']))
    score.rate('figures recall', hits, misses, '(wanted .85)')
    score.rate('figures value right', values, value_misses, '(wanted .95)')

    # dated events of single articles, and dates inside their evidence
    hits, misses, status = 0, [], 0
    dates, date_misses = 0, []
    wanted = [e for e in gold['events'] if not e.get('optional')]
    for e in wanted:
        any_date, any_event, right_status = False, False, False
        for ev in e['evidence']:
            unit = of_unit.get(ev['unit'])
            where = unit.find(ev['text']) if unit else None
            if not where:
                continue
            for d in unit.row['dates']:
                if covers(d, where) or (field_of(d) == where[0] and where[1] <= d['span'][0] and d['span'][1] <= where[2]):
                    any_date = any_date or date_fits(d['value'], e['date'])
            for m in unit.row['events']:
                if covers(m, where) and date_fits(m.get('date'), e['date']):
                    any_event = True
                    right_status = right_status or status_fits(m.get('status'), e['status'])
        hits += any_event and right_status
        if not (any_event and right_status):
            misses.append((e['id'], e['date'], e['status'], e['label'], 'event' if any_event else 'no event'))
        dates += any_date
        if not any_date:
            date_misses.append((e['id'], e['date'], e['label']))
    score.rate('events with right date and status', hits, misses, '(wanted .75)')
    score.rate('event dates found in their evidence', dates, date_misses, '(wanted .85)')

    # the story
    digests = run(a.program, 'digest', all_files)
    main_story = max(digests, key=lambda d: len(d['articles']))
    timeline = [t for d in digests for t in d['timeline']]
    places = {e['id']: [] for e in gold['events']}
    for e in gold['events']:
        for ev in e['evidence']:
            unit = of_unit.get(ev['unit'])
            where = unit.find(ev['text']) if unit else None
            if where is not None:
                places[e['id']].append((unit.row['id'], *where))

    def rests_on(entry, e):
        return any(w['article'] == article and field_of(w) == field
                   and w['span'][0] < end and begin < w['span'][1]
                   for article, field, begin, end in places[e['id']] for w in entry['evidence'])

    told, dated, untold, undated = 0, 0, [], []
    for e in wanted:
        best = (False, False, '')
        for entry in timeline:
            if rests_on(entry, e):
                right = date_fits(entry['date'], e['date'])
                best = max(best, (right, right and status_fits(entry['status'], e['status']), entry['date'] + ' ' + entry['status']))
        dated += best[0]
        told += best[1]
        if not best[0]:
            undated.append((e['id'], e['date'], e['label'], best[2]))
        elif not best[1]:
            untold.append((e['id'], e['date'], e['status'], e['label'], best[2]))
    score.rate('timeline of the digest, right date', dated, undated, '(wanted .85)')
    score.rate('timeline of the digest, right date and status', told, untold + undated, '(wanted .75)')
    if gold.get('complete_timeline'):
        precision(score, timeline, gold['events'], rests_on)
        figure_groups(score, gold, digests, of_unit)
    voices, missing = 0, []
    for same in gold['same_statements']:
        places = [(statement_at[s][0].row['id'], statement_at[s][1]) for s in same['statements'] if s in statement_at]
        together = False
        for voice in (v for d in digests for v in d['voices']):
            hit = sum(any(w['article'].split('#')[0][:12] == p[0].split('#')[0][:12] and field_of(w) == field_of(p[1]) and
                          overlap(w['span'], p[1]['span']) for w in voice['evidence']) for p in places)
            together = together or (hit >= 2 and len(places) == len(same['statements']))
        voices += together
        if not together:
            missing.append((same['id'], same['label']))
    score.rate('same statements joined', voices, missing)
    # Joined though the reference does not say so: to be read, since it need not list every pair.
    grouped = {frozenset(pair) for same in gold['same_statements'] for pair in itertools.combinations(same['statements'], 2)}
    beyond, joined_pairs = [], 0
    for voice in (v for d in digests for v in d['voices']):
        here = [(k, u.row[field_of(m)][m['span'][0]:m['span'][1]]) for k, (u, m) in statement_at.items()
                if any(w['article'] == u.row['id'] and field_of(w) == field_of(m) and w['span'] == m['span'] for w in voice['evidence'])]
        for (x, x_text), (y, y_text) in itertools.combinations(here, 2):
            if x_text != y_text or x.split('.')[0] != y.split('.')[0]:
                joined_pairs += 1
                if frozenset((x, y)) not in grouped:
                    beyond.append((x, y, x_text[:110], y_text[:110]))
    score.rate('joined pairs that the reference joins', joined_pairs - len(beyond), beyond)
    groups = [g for g in main_story['figures'] if g['verdict'] == 'agree_after_normalisation']
    print(f"stories {len(digests)}; main story {len(main_story['articles'])} articles; agree_after_normalisation groups: "
          + '; '.join(g['counted'] for g in groups))
    print('timeline dates: ' + ' '.join(f"{t['date']}({t['status']})" for t in main_story['timeline']))


if __name__ == '__main__':
    main()
