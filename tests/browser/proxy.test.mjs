// The web monitor behind a real nginx, below a path, without TLS: examples/proxy/nginx.conf with other addresses.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, openPage } from './pages.mjs';
import { World } from './world.mjs';

const world = new World();
const token = '0123456789abcdef0123456789abcdef';
let browser, nginx, origin, home, analysis;

const freePort = () => new Promise((resolve) => {
  const server = createServer();
  server.listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => resolve(port)); });
});

// Without TLS, at these ports; `stripped`: nginx takes the path away that it found the monitor by.
const configuration = (port, monitor, stripped) => {
  const example = readFileSync(process.env.PACELANE_NGINX, 'utf8');
  const here = example
    .replace(/^\s*ssl_.*$/gm, '')
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
    .replace('server_name example.org;', 'server_name localhost;')
    .replace('http://127.0.0.1:8787;', `${new URL(monitor).origin}${stripped ? '/' : ''};`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${world.folder}/nginx/${name};`).join('\n');
  return `daemon off; master_process off; pid ${world.folder}/nginx/pid; error_log stderr warn;
events { worker_connections 200; }
http { access_log off; ${temporary}
${here} }`;
};

const start = async (port, monitor, stripped) => {
  mkdirSync(join(world.folder, 'nginx'), { recursive: true });
  const file = join(world.folder, 'nginx.conf');
  writeFileSync(file, configuration(port, monitor, stripped));
  nginx = spawn('/usr/sbin/nginx', ['-e', 'stderr', '-p', world.folder, '-c', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  for (let i = 0; i < 200; ++i) {
    const there = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => { socket.end(); resolve(true); });
      socket.on('error', () => resolve(false));
    });
    if (there) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nginx does not listen');
};
const stopNginx = async () => {
  if (!nginx) return;
  const ended = new Promise((resolve) => nginx.once('exit', resolve));
  nginx.kill('SIGTERM');
  await ended;
  nginx = null;
};

before(async () => {
  world.run('migrate');
  world.run('schedule', 'import', 'pacelane.yaml');
  world.run('schedule');
  world.run('analyze', '--write', '--user', 'maya');
  analysis = world.sql('SELECT id FROM pacing_context_analysis LIMIT 1');
  world.write('token', token);
  chmodSync(join(world.folder, 'token'), 0o600);
  const port = await freePort();
  origin = `http://localhost:${port}`;
  home = `${origin}/pacelane/`;
  const monitor = await world.serve('--token-file', 'token', '--public-url', `${origin}/pacelane`);
  await start(port, monitor, false);
  browser = await launch();
  world.monitor = monitor;
}, { timeout: 120_000 });

after(async () => {
  await browser?.close();
  await stopNginx();
  await world.remove();
});

const logIn = async () => {
  const page = await openPage(browser, `${home}analyses`, {}, async (fresh) => {
    fresh.on('response', (response) => { if (!response.url().startsWith(home) && !response.url().endsWith('favicon.ico')) fresh.complaints.push(`asked for ${response.url()}`); });
  });
  await page.waitForURL('**/pacelane/login?next=*');
  await page.fill('#secret', token);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL('**/pacelane/analyses');
  return page;
};

for (const stripped of [false, true]) {
  test(`one logs in, every link stays below the path, and pages follow what changes${stripped ? ', also when the proxy takes the path away' : ''}`, { timeout: 180_000 }, async () => {
    await stopNginx();
    await start(Number(new URL(origin).port), world.monitor, stripped);
    const page = await logIn();
    const cookies = await page.context().cookies();
    assert.deepEqual(cookies.map((cookie) => [cookie.path, cookie.httpOnly, cookie.sameSite, cookie.secure]), [['/pacelane', true, 'Strict', false]]);
    for (const name of ['Overview', 'Drafts', 'Errors', 'Schedules', 'Queues', 'Analyses']) {
      await page.getByRole('link', { name }).first().click();
      await page.waitForURL((url) => url.pathname.startsWith('/pacelane/'));
      await page.getByRole('heading', { level: 1 }).waitFor();
    }
    await page.goto(`${home}analyses/${analysis}`);
    await page.getByRole('link').filter({ hasText: /\w/ }).first().waitFor();
    const outside = await page.evaluate(() => [...document.querySelectorAll('a[href], form[action]')]
      .map((e) => e.getAttribute('href') ?? e.getAttribute('action')).filter((to) => to.startsWith('/') && !to.startsWith('/pacelane/')));
    assert.deepEqual(outside, []);
    // Server-sent events through the proxy.
    await page.waitForFunction(() => document.getElementById('live').textContent === 'live');
    world.sql(`UPDATE pacing_context_analysis SET error_message = 'told${stripped}' WHERE id = '${analysis}'`);
    await page.waitForSelector(`.message:has-text("told${stripped}")`, { timeout: 12_000 });
    // A button, and what it started.
    await page.goto(home);
    await page.getByRole('button', { name: 'Trigger generation' }).click();
    await page.locator('.runs a').first().click();
    await page.waitForURL('**/pacelane/runs/*');
    await page.waitForSelector('.state.completed', { timeout: 60_000 });
    assert.deepEqual(page.complaints, []);
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.waitForURL('**/pacelane/login');
    page.complaints = page.complaints.filter((text) => !text.includes('401')); // what the page still asked as it was left
    await page.goto(home);
    await page.waitForURL('**/pacelane/login?next=*');
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
}

test('through the proxy, too, another site can neither read nor press anything', { timeout: 120_000 }, async () => {
  const page = await logIn();
  const count = async () => (await (await fetch(`${home}api/v1/runs`, { headers: { Authorization: `Bearer ${token}` } })).json()).length;
  const before = await count();
  const evil = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<form method="post" action="${home}api/v1/write"><button>win</button></form>`);
  });
  await new Promise((resolve) => evil.listen(0, '127.0.0.1', resolve));
  const other = await page.context().newPage(); // of the browser that is logged in
  await other.goto(`http://127.0.0.1:${evil.address().port}/`);
  const read = await other.evaluate(async (url) => {
    try { return (await fetch(url, { credentials: 'include' })).status; } catch { return 'refused'; }
  }, `${home}api/v1/status`);
  assert.equal(read, 'refused');
  const [answer] = await Promise.all([other.waitForNavigation(), other.click('button')]);
  assert.ok(answer.status() === 401 || answer.status() === 403, String(answer.status()));
  // A script with the token, but as if a page of another site had sent it.
  const post = (headers) => fetch(`${home}api/v1/write`, { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}`, ...headers } });
  assert.equal((await post({ Origin: 'http://evil.example' })).status, 403);
  assert.equal((await post({ 'Sec-Fetch-Site': 'cross-site' })).status, 403);
  assert.equal(await count(), before);
  assert.equal((await post({})).status, 202);
  evil.close();
  await page.context().close();
});

test('a host name that is not the public one is refused', { timeout: 60_000 }, async () => {
  const said = execFileSync('bash', ['-c', `exec 3<>/dev/tcp/127.0.0.1/${new URL(origin).port}; printf 'GET /pacelane/ HTTP/1.1\\r\\nHost: evil.example\\r\\nConnection: close\\r\\n\\r\\n' >&3; cat <&3`], { encoding: 'utf8' });
  assert.match(said, /^HTTP\/1\.1 421 /);
});
