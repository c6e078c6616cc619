import type { Samples } from '../samples.ts';
import type { Variant } from '../variants/variant.ts';

const WIDTH = 720;
const LABELS = 170;
const FIGURES = 60;
const BAR = 18;
const STEP = 24;
const HEAD = 40;

/** Bars of the CPU above the floor: how many times that of ours each variant takes, for each size. */
export function picture(samples: Samples, variants: readonly Variant[], sizes: readonly number[]): string {
  const ratio = (name: string, size: number) =>
    samples.cpuAboveFloor(name, size) / samples.cpuAboveFloor('colloquy', size);
  const longest = Math.max(...sizes.flatMap((size) => variants.map(({ name }) => ratio(name, size) || 0)));
  const scale = (WIDTH - LABELS - FIGURES) / longest;
  const group = HEAD + variants.length * STEP;
  const bars = sizes.map((size, index) => {
    const rows = variants.map(({ name, label }, row) => {
      const y = HEAD + row * STEP;
      const times = ratio(name, size);
      const width = Math.max(1, times * scale).toFixed(1);
      return `<text x="${LABELS - 8}" y="${y + 13}" text-anchor="end">${label}</text>
<rect x="${LABELS}" y="${y}" width="${width}" height="${BAR}" class="${name === 'colloquy' ? 'ours' : 'other'}"/>
<text x="${LABELS + Number(width) + 6}" y="${y + 13}" class="figure">${times.toFixed(2)}</text>`;
    });
    return `<g transform="translate(0 ${index * group})">
<text x="${LABELS}" y="${HEAD - 10}" class="title">${size.toLocaleString('en')} comments</text>
${rows.join('\n')}
</g>`;
  });
  const height = sizes.length * group + 16;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">
<title>CPU to show a whole thread, ours being 1: less is better</title>
<style>
text { font: 13px system-ui, sans-serif; fill: #333; }
.title { font-weight: 600; }
.figure { font-variant-numeric: tabular-nums; }
.ours { fill: #0b5cad; }
.other { fill: #b4bcc6; }
.ground { fill: #fff; }
@media (prefers-color-scheme: dark) {
text { fill: #ddd; }
.ours { fill: #8cc2ff; }
.other { fill: #5b6470; }
.ground { fill: #16181c; }
}
</style>
<rect class="ground" width="100%" height="100%"/>
${bars.join('\n')}
</svg>
`;
}
