#!/usr/bin/env python3
"""bench/speed/memory.py --program build/dev/newsloom [--megabytes 64 1024]
Peak memory over the size of the input: WARC archives of invented pages, each record a gzip member, and a feed too large to be
read. Prints size, articles, seconds, MB of record bytes a second and the peak; the peak must not grow with the archive."""
import argparse, gzip, os, random, subprocess, sys, tempfile, time

WORDS = ('goat meadow ferry harbour council herd storm gate winter fence island market bridge light boat field grass hill '
         'river sluice quarry tower').split()


def sentence(rnd):
    return ' '.join(rnd.choice(WORDS) for _ in range(14)).capitalize() + '.'


def page(rnd, number):
    body = ''.join('<p>%s</p>' % ' '.join(sentence(rnd) for _ in range(4)) for _ in range(12))
    menu = ''.join('<li><a href="/%s">%s</a></li>' % (w, w) for w in WORDS) * 8
    return ('<!doctype html><html lang=en><title>%s</title><nav><ul>%s</ul></nav><article><h1>%s</h1><time datetime=2031-05-04>4 May'
            '</time>%s</article><footer>%d</footer></html>' % (sentence(rnd), menu, sentence(rnd), body, number)).encode()


def record(rnd, number):
    http = b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n' + page(rnd, number)
    return (b'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://vell.example/%d\r\nWARC-Date: 2031-05-04T08:00:00Z\r\n'
            b'WARC-Record-ID: <urn:uuid:%032d>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n'
            % (number, number, len(http))) + http + b'\r\n\r\n'


def write_archive(path, megabytes):
    """Members of 200 different pages over and over; returns the bytes of all records."""
    rnd = random.Random(7)
    records = [record(rnd, n) for n in range(200)]
    members = [(len(r), gzip.compress(r, 6)) for r in records]
    written = 0
    with open(path, 'wb') as out:
        while written < megabytes << 20:
            for size, member in members:
                out.write(member)
                written += size
    return written


def measured(cmd):
    """(exit code, lines of output, last line of errors, seconds, peak in MB)"""
    start = time.time()
    process = subprocess.Popen(['/usr/bin/time', '-f', '%M', *cmd], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    lines = sum(chunk.count(b'\n') for chunk in iter(lambda: process.stdout.read(1 << 20), b''))
    errors = process.stderr.read().decode('utf-8', 'replace').strip().splitlines()
    return process.wait(), lines, ' '.join(errors[:-1])[-160:], time.time() - start, int(errors[-1]) / 1024


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--program', required=True)
    ap.add_argument('--megabytes', type=int, nargs='+', default=[64, 1024])
    a = ap.parse_args()
    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in a.megabytes:
            path = os.path.join(folder, 'pages.warc.gz')
            size = write_archive(path, megabytes)
            code, lines, errors, seconds, peak = measured([a.program, 'run', path, '--until', 'extract', '--quiet'])
            peaks.append(peak)
            print(f'warc {size / 1e6:8.0f} MB in gzip members of {os.path.getsize(path) / 1e6:.0f} MB: {lines} articles, exit {code}, '
                  f'{seconds:.1f} s, {size / 1e6 / seconds:.0f} MB/s, peak {peak:.0f} MB {errors}', flush=True)
        path = os.path.join(folder, 'feed.xml')
        item = '<item><title>%s</title><description>%s</description></item>\n' % (sentence(random.Random(1)), 'x' * 900)
        for megabytes in (50, 80):
            with open(path, 'w') as out:
                out.write('<rss version="2.0"><channel><title>Vell</title>\n' + item * (megabytes * (1 << 20) // len(item)) + '</channel></rss>\n')
            code, lines, errors, seconds, peak = measured([a.program, 'run', path, '--until', 'extract', '--quiet'])
            print(f'feed {os.path.getsize(path) / 1e6:8.0f} MB: {lines} articles, exit {code}, {seconds:.1f} s, peak {peak:.0f} MB {errors}', flush=True)
    if len(peaks) > 1 and peaks[-1] > 1.5 * peaks[0] + 50:
        sys.exit('the peak grows with the archive')


if __name__ == '__main__':
    main()
