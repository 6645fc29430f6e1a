import { lab, rgb } from 'd3';

/** Ways of seeing colours, for tests: each a matrix on linear red, green and blue (Machado, Oliveira and Fernandes 2009, severity 1). */
export const VISIONS: Record<string, number[][]> = {
  'full colour vision': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** A colour as it is seen on a ground through which it lets shine, by someone with such a matrix. */
export function seen(color: string, ground: string, vision: number[][]): string {
  const [front, back] = [rgb(color), rgb(ground)];
  const mixed = (['r', 'g', 'b'] as const).map((one) => front.opacity * front[one] + (1 - front.opacity) * back[one]);
  const linear = mixed.map((one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
  const [r, g, b] = vision.map((row) => {
    const sum = row.reduce((total, weight, i) => total + weight * linear[i]!, 0);
    const bounded = Math.max(0, Math.min(1, sum));
    return 255 * (bounded <= 0.0031308 ? 12.92 * bounded : 1.055 * bounded ** (1 / 2.4) - 0.055);
  });
  return rgb(r!, g!, b!).toString();
}

/** A colour's lightness 0…100. */
export function lightness(color: string): number {
  return lab(color).l;
}

/** How different two colours look, by CIEDE2000: 1 is just noticeable side by side. */
export function difference(a: string, b: string): number {
  const [one, other] = [lab(a), lab(b)];
  return ciede2000([one.l, one.a, one.b], [other.l, other.a, other.b]);
}

type Lab = [number, number, number];

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const degreesOf = (y: number, x: number) => (y === 0 && x === 0 ? 0 : ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360);

/** CIEDE2000 after Sharma, Wu and Dalal 2005. */
export function ciede2000([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const bent = (c: number) => Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7));
  const stretch = 1 + 0.5 * (1 - bent((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2));
  const [c1, c2] = [Math.hypot(stretch * a1, b1), Math.hypot(stretch * a2, b2)];
  const [h1, h2] = [degreesOf(b1, stretch * a1), degreesOf(b2, stretch * a2)];
  const isGrey = c1 * c2 === 0;
  const turn = isGrey ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const hue = isGrey
    ? h1 + h2
    : Math.abs(h1 - h2) <= 180
      ? (h1 + h2) / 2
      : (h1 + h2 + (h1 + h2 < 360 ? 360 : -360)) / 2;
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const t =
    1 -
    0.17 * Math.cos(radians(hue - 30)) +
    0.24 * Math.cos(radians(2 * hue)) +
    0.32 * Math.cos(radians(3 * hue + 6)) -
    0.2 * Math.cos(radians(4 * hue - 63));
  const light = (l2 - l1) / (1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2));
  const chroma = (c2 - c1) / (1 + 0.045 * c);
  const tone = (2 * Math.sqrt(c1 * c2) * Math.sin(radians(turn / 2))) / (1 + 0.015 * c * t);
  const rotation = -Math.sin(radians(60 * Math.exp(-(((hue - 275) / 25) ** 2)))) * 2 * bent(c);
  return Math.sqrt(light ** 2 + chroma ** 2 + tone ** 2 + rotation * chroma * tone);
}
