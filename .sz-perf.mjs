import { chromium } from 'playwright-core';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const [port, root] of [[5231,'/work/main'],[5232,'/tmp/sz/base'],[5231,'/work/main'],[5232,'/tmp/sz/base']]) {
  const p = await b.newPage({ viewport: { width: 900, height: 1000 } });
  const cdp = await p.context().newCDPSession(p); await cdp.send('Performance.enable');
  await p.goto(`http://127.0.0.1:${port}/`, { waitUntil: 'load' }); await p.waitForTimeout(1500);
  const m = async () => Object.fromEntries((await cdp.send('Performance.getMetrics')).metrics.map(x=>[x.name,x.value]));
  const m0 = await m();
  const r = await p.evaluate(async (root) => {
    document.body.replaceChildren();
    const { memoryAdapter } = await import(`/@fs${root}/src/adapters/memory.ts`);
    const comments = []; for (let i = 0; i < 2000; i++) comments.push({ id: 'c'+i, parentId: i%5 ? 'c'+(i - i%5 + (i%5>2?1:0)) : null, author: {name:'Person '+i%97}, body:{format:'text', value:'Some words for the comment number '+i+'.\n\nAnd another paragraph with http://example.org in it.'}, createdAt: new Date(Date.UTC(2025,1,1)+i*60000).toISOString(), status:'published' });
    const el = document.createElement('colloquy-comments'); el.loading='eager'; el.pageSize=5000; el.thread='t'+Math.random();
    el.adapter = memoryAdapter({ comments });
    const t0 = performance.now(); document.body.append(el);
    const th = () => el.shadowRoot?.querySelector('colloquy-thread')?.shadowRoot;
    const wait = async (f) => { while (!f()) await new Promise(r=>requestAnimationFrame(r)); };
    await wait(() => th()?.querySelector('.comment')); const first = performance.now()-t0;
    await wait(() => th().querySelectorAll('.comment').length >= 2000); const allT = performance.now()-t0;
    await new Promise(r=>setTimeout(r,500)); window.el = el; window.th = th;
    return { first: Math.round(first), all: Math.round(allT) };
  }, root);
  const m1 = await m();
  await p.evaluate(async () => { for (let k=0;k<5;k++){ const btn = th().querySelectorAll('[part~=reaction-button]')[10+k]; btn.click(); while(th().querySelectorAll('[aria-pressed=true]').length<=k) await new Promise(r=>requestAnimationFrame(r)); await new Promise(r=>setTimeout(r,200)); } });
  const m2 = await m(); const d=(a,b)=>({script:+(b.ScriptDuration-a.ScriptDuration).toFixed(2),layout:+(b.LayoutDuration-a.LayoutDuration).toFixed(2),style:+(b.RecalcStyleDuration-a.RecalcStyleDuration).toFixed(2),task:+(b.TaskDuration-a.TaskDuration).toFixed(2)});
  console.log(root, r, 'render', d(m0,m1), 'votes x5', d(m1,m2)); await p.close();
}
await b.close();
