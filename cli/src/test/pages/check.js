// Opens the pages of analyze, compare and bench in headless Chromium, as their readers do. Run by hand, after mvn package:
//
//     npm install --prefix DIR playwright-core axe-core
//     NODE_PATH=DIR/node_modules CHROMIUM=/usr/bin/chromium node cli/src/test/pages/check.js OUT
//
// Leaves pages, screenshots and prints in OUT, and exits with 1 if anything is wrong: a console message, a request, a page wider
// than the screen, what axe-core calls serious, a hostile name that is no text, or a number that is not the JSON's.
const { chromium } = require('playwright-core');
const { execFileSync, spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const root = path.resolve(__dirname, '../../../..');
const out = path.resolve(process.argv[2] || 'pages');
fs.mkdirSync(out, { recursive: true });
const HOSTILE = '<img src=x onerror=alert(1)>';
let wrong = 0;
let compared = 0;

function fail(page, what) {
  wrong++;
  console.log(`${page}: ${what}`);
}

function same(page, what, shown, expected) {
  compared++;
  if (shown !== expected) {
    fail(page, `${what}: shows ${shown}, the JSON has ${expected}`);
  }
}

function daxtrace(...args) {
  const run = spawnSync(path.join(root, 'daxtrace'), args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (run.status !== 0 && run.status !== 3) {
    throw new Error(run.stderr);
  }
  return run.stdout;
}

// The tool's own rules for latencies and changes, written a second time. Java rounds the decimal number half up.
function fixed(value, digits) {
  const text = String(Math.abs(value));
  const up = text.includes('e') ? Math.abs(value) : Number(Math.round(Number(text + 'e' + digits)) + 'e-' + digits);
  return (value < 0 ? '-' : '') + up.toFixed(digits);
}

function number(nanos, [size, unit]) {
  const value = nanos / size;
  const digits = unit === 'ns' ? 0 : Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 10 ? 2 : 3;
  return fixed(value, digits);
}

function unit(nanos) {
  const v = Math.abs(nanos);
  return v >= 1e9 ? [1e9, 's'] : v >= 1e6 ? [1e6, 'ms'] : v >= 1e3 ? [1e3, 'us'] : [1, 'ns'];
}

const latency = (nanos) => number(nanos, unit(nanos)) + unit(nanos)[1];
const count = (n) => n.toLocaleString('en-US');
const share = (s) => fixed(100 * s, 1) + ' %';

function exact(nanos) {
  const [size, word] = [[1e9, 's'], [1e6, 'ms'], [1e3, 'us'], [1, 'ns']].find(([n]) => nanos % n === 0 && (nanos || n === 1));
  return nanos / size + word;
}

function change(ratio) {
  if (ratio >= 1.9995) {
    return 'x' + fixed(ratio, ratio >= 100 ? 0 : ratio >= 10 ? 1 : 2);
  }
  const percent = 100 * (ratio - 1);
  return (percent < 0 ? '-' : '+') + fixed(Math.abs(percent), 1) + ' %';
}

function side(value) {
  if (value.hi === null) {
    return '>' + latency(value.lo);
  }
  if (value.hi <= 1.07 * value.lo) {
    return latency(value.value);
  }
  return number(value.lo, unit(value.hi)) + '-' + number(value.hi, unit(value.hi)) + unit(value.hi)[1];
}

// All tables of a page: their class, the rows as texts, and what the section and the figure around them are called.
const tables = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('table')].map((table) => ({
      kind: table.className,
      name: table.closest('[role=region]')?.getAttribute('aria-label') || '',
      figure: table.closest('figure')?.querySelector('figcaption b')?.textContent || '',
      section: table.closest('section')?.querySelector('h2')?.textContent || '',
      plots: table.closest('.plots')?.previousElementSibling?.textContent || '',
      rows: [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent)),
    })));

async function analyze(page, json) {
  const name = 'analyze';
  const all = await tables(page);
  const metrics = json.groups[0].metrics;
  const rows = all.find((table) => table.name === 'latencies').rows.slice(1);
  same(name, 'metrics', rows.length, metrics.length);
  metrics.forEach((m, i) => {
    const q = Object.values(m.quantiles).map((at) => {
      const narrow = at.hi - at.lo <= Math.max(1, Math.floor(at.lo / 16));
      return narrow ? latency(at.value) : number(at.lo, unit(at.hi)) + '..' + number(at.hi, unit(at.hi)) + unit(at.hi)[1];
    });
    const expected = [m.name, count(m.count), latency(m.min), latency(m.mean), ...q, latency(m.max)];
    expected.forEach((text, k) => same(name, `${m.name} ${k}`, rows[i][k], text));
    const buckets = all.find((table) => table.name === 'buckets' && table.figure === m.name).rows.slice(1);
    same(name, `${m.name} buckets`, buckets.length, m.buckets.length);
    let before = 0;
    m.buckets.forEach(([lo, hi, n], k) => {
      before += n;
      same(name, `${m.name} bucket ${k}`, buckets[k].join('|'),
        [`[${exact(lo)}, ${exact(hi)})`, count(n), share(n / m.count), share(before / m.count)].join('|'));
    });
  });
  const faults = await page.evaluate(() =>
    Object.fromEntries([...document.querySelectorAll('.counts div')].map((d) => [d.children[0].textContent, d.children[1].textContent])));
  Object.entries(json.groups[0].faults).forEach(([key, n]) => same(name, key, faults[key === 'total' ? 'faults' : key], count(n)));
  const byName = Object.fromEntries(metrics.map((m) => [m.name, m]));
  all.find((table) => table.kind === 'shares').rows.slice(1).forEach(([stage, part, sum]) => {
    const m = byName['stage.' + stage];
    same(name, stage, part + sum, share(m.sum / byName['fault.sync'].sum) + latency(m.sum));
  });
  const slowest = all.find((table) => table.name === 'slowest faults').rows;
  json.slowest.forEach((f, i) => {
    const row = Object.fromEntries(slowest[0].map((heading, k) => [heading, slowest[i + 1][k]]));
    same(name, `slowest ${i}`,
      [row.total, row.map, row.commit, row.insert, row.other, row.kind, row.inode, row.pgoff, row.tid, row.thread].join('|'),
      [latency(f.duration), ...['map', 'commit', 'insert', 'other'].map((s) => latency(f.stages[s])), f.kind, f.ino, f.pgoff, f.tid, f.comm].join('|'));
  });
  const heat = all.find((table) => table.name === 'counts by time and latency').rows.slice(1);
  const counts = json.timeline.counts.filter((row) => row.some((n) => n > 0));
  same(name, 'steps of time', heat.length, counts.length);
  counts.forEach((row, i) => same(name, `step ${i}`, heat[i].slice(1).join('|'), row.map(count).join('|')));
}

async function compare(page, json) {
  const name = 'compare';
  const all = await tables(page);
  const workloads = all.filter((table) => table.kind === 'statistics');
  const result = json.comparisons[0];
  same(name, 'workloads', workloads.length, result.cells.length);
  same(name, 'answer', await page.textContent('.answer p'), result.answer.text);
  for (const cell of result.cells) {
    const title = (labels) => Object.entries(labels).map(([k, v]) => `${k}=${v}`);
    const table = workloads.find((t) => t.section.split(' ').every((label) => title(cell.key).includes(label)));
    const rows = table.rows.slice(1);
    let i = 0;
    for (const m of cell.metrics) {
      for (const s of m.statistics) {
        const interval = s.interval.lo === 0 && s.interval.hi === null ? 'not bounded'
          : `[${change(s.interval.lo)}, ${s.interval.hi === null ? 'unbounded' : change(s.interval.hi)}]`;
        same(name, `${table.section} ${m.name} ${s.name}`, rows[i].slice(0, 6).join('|'),
          [m.name, s.name, side(s.base), side(s.candidate), s.ratio === null ? 'unbounded' : change(s.ratio), interval].join('|'));
        const word = rows[i++][7].toLowerCase();
        same(name, `${table.section} ${m.name} ${s.name} verdict`, word.replace(/ \(.*|,.*/, ''), s.verdict);
      }
      const of = all.filter((t) => t.section === table.section && t.plots === m.name);
      const runs = of.find((t) => t.name === 'values of the runs')?.rows.slice(1) || [];
      m.statistics.forEach((s, k) => {
        same(name, `${m.name} ${s.name} base runs`, runs[2 * k].slice(1).join('|'), s.base.values.map(latency).join('|'));
        same(name, `${m.name} ${s.name} candidate runs`, runs[2 * k + 1].slice(1).join('|'), s.candidate.values.map(latency).join('|'));
      });
      const signed = (v) => v === null ? 'not bounded' : (v > 0 ? '+' : v < 0 ? '-' : '') + latency(Math.abs(v));
      (m.beside?.deciles || []).forEach((d, k) => {
        const row = of.find((t) => t.name === 'deciles').rows[k + 1];
        same(name, `${m.name} decile ${d.decile}`, row.slice(1).map((t) => t.replace(/^\+not/, 'not')).join('|'),
          [latency(d.base), latency(d.candidate), signed(d.difference.lo), signed(d.difference.hi)].join('|'));
      });
    }
    const stages = all.find((t) => t.section === table.section && t.kind === 'shares')?.rows.slice(1) || [];
    [...cell.stages, ...cell.parts].slice(0, stages.length).forEach((s, k) =>
      same(name, `${table.section} ${s.metric}`, [stages[k][3], stages[k][5]].join('|'),
        [change(s.ratio), s.share === null ? '-' : share(s.share)].join('|')));
  }
}

async function bench(page, json) {
  const name = 'bench';
  const all = await tables(page);
  const us = (nanos) => number(nanos, [1e3, 'us']);
  const rows = all.find((table) => table.kind === 'setups').rows.slice(1);
  let i = 0;
  const expected = (d, means) => {
    const sorted = means.slice().sort((a, b) => a - b);
    return [d.count, us(d.min), us(d.mean), us(d.quantiles.p50.value), us(d.quantiles.p99.value), us(d.max),
      us(sorted[0]) + ' - ' + us(sorted[sorted.length - 1])].join('|');
  };
  const runs = all.find((table) => table.name === 'averages of the runs').rows.slice(1);
  json.cells.forEach((cell, k) => {
    const means = cell.runs.map((run) => run.mean);
    same(name, cell.name, rows[i].join('|'), [cell.name, cell.runs.length, expected(cell, means)].join('|'));
    same(name, cell.name + ' runs', runs[k].slice(1).join('|'), means.map(latency).join('|'));
    i++;
    for (const part of cell.trace ? ['map', 'commit', 'insert', 'other', 'entry'] : []) {
      const d = cell.trace.split[part];
      const shown = rows[i++].join('|');
      same(name, `${cell.name} ${part}`, shown, d && d.max > 0
        ? [part, '', expected(d, cell.runs.map((run) => run.trace.split[part].mean))].join('|')
        : [part, '', '', '-', '-', '-', '-', '-', '-'].join('|'));
    }
  });
}

async function open(browser, name, numbers, json) {
  const file = path.join(out, name + '.html');
  const looks = [['light', 1280, 'light'], ['dark', 1280, 'dark'], ['phone', 390, 'light']];
  for (const [look, width, colorScheme] of looks) {
    const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme, bypassCSP: false });
    const page = await context.newPage();
    page.on('console', (message) => fail(name, `console: ${message.text()}`));
    page.on('pageerror', (error) => fail(name, `error: ${error}`));
    page.on('dialog', (dialog) => fail(name, `dialog: ${dialog.message()}`));
    page.on('request', (request) => request.url() === 'file://' + file || fail(name, `request: ${request.url()}`));
    const start = Date.now();
    await page.goto('file://' + file);
    console.log(`${name} ${look}: ${fs.statSync(file).size} bytes, opened in ${Date.now() - start} ms`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) {
      fail(name, `${look}: ${wide} pixels wider than the screen`);
    }
    await page.screenshot({ path: path.join(out, `${name}-${look}.png`), fullPage: true });
    if (look === 'light') {
      await page.pdf({ path: path.join(out, name + '.pdf'), format: 'A4', printBackground: true });
      if (numbers) {
        await numbers(page, json);
      }
    }
    await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run());
    violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').forEach((v) =>
      fail(name, `axe, ${look}: ${v.id}, ${v.nodes.length} times: ${v.nodes[0].html.slice(0, 120)} ${v.nodes[0].failureSummary.slice(0, 200)}`));
    await context.close();
  }
}

async function main() {
  const write = (name, text) => fs.writeFileSync(path.join(out, name), text);
  const capture = 'samples/daxtrace/6.1-ext4-detail';
  write('analyze.html', daxtrace('analyze', '--quiet', '--format', 'html', '--histogram', 'fine', '--slowest', '10', capture));
  const analysis = JSON.parse(daxtrace('analyze', '--quiet', '--format', 'json', '--slowest', '10', capture));
  const sides = ['samples/kernels/6.1-ext4-traced.json', '--with', 'samples/kernels/6.12-ext4-traced.json'];
  write('compare.html', daxtrace('compare', '--quiet', '--format', 'html', ...sides));
  const comparison = JSON.parse(daxtrace('compare', '--quiet', '--format', 'json', ...sides));
  const classes = [path.join(root, 'cli/target/test-classes'), path.join(root, 'cli/target/daxtrace.jar')].join(path.delimiter);
  execFileSync('java', ['-cp', classes, 'io.daxtrace.report.bench.BenchFiles', out]);
  const hostile = path.join(out, 'hostile.json');
  fs.writeFileSync(hostile, fs.readFileSync(path.join(root, 'samples/kernels/6.1-ext4.json'), 'utf8')
    .replaceAll('"key":{}', `"key":{"comm":"${HOSTILE}"}`).replaceAll('"prealloc"', `"${HOSTILE}"`));
  write('hostile.html', daxtrace('analyze', '--quiet', '--format', 'html', '--by', 'comm', hostile));
  // A kernel's own comm has 15 bytes at most.
  const trace = path.join(out, 'short.txt');
  fs.writeFileSync(trace, fs.readFileSync(path.join(root, 'samples/text/ftrace.txt'), 'utf8')
    .replace(/^ +ms4k-/gm, '     <img src=x>-'));
  write('short.html', daxtrace('analyze', '--quiet', '--format', 'html', '--by', 'comm', '--slowest', '3', trace));

  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
  await open(browser, 'analyze', analyze, analysis);
  await open(browser, 'compare', compare, comparison);
  await open(browser, 'bench', bench, JSON.parse(fs.readFileSync(path.join(out, 'bench.json'), 'utf8')));
  for (const [name, text] of [['hostile', HOSTILE], ['short', '<img src=x>']]) {
    await open(browser, name, async (page) => {
      same(name, 'images', await page.locator('img').count(), 0);
      same(name, 'the name as text', (await page.textContent('main')).includes(text), true);
    });
  }
  await browser.close();
  console.log(`${compared} numbers and texts compared, ${wrong} wrong`);
  process.exitCode = wrong ? 1 : 0;
}

main();
