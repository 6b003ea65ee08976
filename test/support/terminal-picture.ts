/** Colours that are told apart on the dark ground of the picture. */
const colors: { readonly [code: string]: string } = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#76e3ea',
};
const ground = '#0d1117';
const ink = '#e6edf3';

const cell = { width: 8.4, height: 19 };
const margin = 16;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

type Look = { readonly color?: string; readonly bold: boolean; readonly dim: boolean };

/** How text looks after a control sequence. */
function lookAfter(code: string, before: Look): Look {
  const { color: _, ...plain } = before;
  if (code === '0') return { bold: false, dim: false };
  if (code === '1') return { ...before, bold: true };
  if (code === '2') return { ...before, dim: true };
  if (code === '22') return { ...before, bold: false, dim: false };
  if (code === '39') return plain;
  const color = colors[code];
  if (color === undefined) throw new Error(`the picture knows no colour ${code}`);
  return { ...before, color };
}

const attributes = ({ color, bold, dim }: Look): string =>
  [color && ` fill="${color}"`, bold && ' font-weight="bold"', dim && ' opacity="0.65"'].filter(Boolean).join('');

/** One line as pieces of one look each. */
function pieces(line: string, start: Look): { readonly svg: string; readonly end: Look } {
  let look = start;
  const parts = line.split(/\x1b\[(\d+)m/);
  const svg = parts.map((part, at) => {
    if (at % 2 === 1) look = lookAfter(part, look);
    else if (part !== '') return `<tspan${attributes(look)}>${escaped(part)}</tspan>`;
    return '';
  });
  return { svg: svg.join(''), end: look };
}

/** What a terminal shows, as an SVG. */
export function terminalPicture(text: string, columns: number, title: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  const width = Math.ceil(columns * cell.width + 2 * margin);
  const height = lines.length * cell.height + 2 * margin;
  let look: Look = { bold: false, dim: false };
  const rows = lines.map((line, at) => {
    const { svg, end } = pieces(line, look);
    look = end;
    return `<text x="${margin}" y="${margin + (at + 1) * cell.height - 5}">${svg}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escaped(title)}</title>
<rect width="100%" height="100%" rx="8" fill="${ground}"/>
<g fill="${ink}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" xml:space="preserve" style="white-space: pre">
${rows.join('\n')}
</g>
</svg>
`;
}
