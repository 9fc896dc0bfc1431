import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const css = readFileSync(resolve(import.meta.dirname, 'tokens.css'), 'utf8');

type Rgb = [number, number, number];

/** The hex colours of one theme's block. */
function palette(theme: 'light' | 'dark'): Record<string, Rgb> {
  const block = css.split(`[data-theme-mode='${theme}']`)[1].split('}')[0];
  const colours: Record<string, Rgb> = {};
  for (const [, name, hex] of block.matchAll(
    /--rocket-([\w-]+): #([\da-f]{6});/g,
  )) {
    colours[name] = toLinear(hex);
  }
  return colours;
}

/** Linear-light sRGB, 0 to 1. */
function toLinear(hex: string): Rgb {
  const channel = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(0), channel(2), channel(4)];
}

/** Contrast ratio as WCAG 2.2 defines it. */
function contrast(one: Rgb, other: Rgb): number {
  const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Full colour blindness in linear light, after Machado, Oliveira and Fernandes (2009). */
const sight: Record<string, number[]> = {
  full: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882,
    -0.048116, 1.051998,
  ],
  deuteranopia: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182,
    0.04294, 0.968881,
  ],
  tritanopia: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733,
    0.691367, 0.3039,
  ],
};

function seen(colour: Rgb, matrix: number[]): Rgb {
  const row = (at: number) =>
    Math.min(
      1,
      Math.max(
        0,
        matrix[at] * colour[0] +
          matrix[at + 1] * colour[1] +
          matrix[at + 2] * colour[2],
      ),
    );
  return [row(0), row(3), row(6)];
}

/** Oklab (Ottosson 2020), in which equal distances look about equally far. */
function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function distance(one: Rgb, other: Rgb): number {
  const [a, b] = [oklab(one), oklab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

const voices = ['good', 'attention', 'alarm', 'waived', 'unsure'];

describe.each([
  // The application's background and a card's, in @backstage/ui's own theme and in Rocket's.
  { theme: 'light' as const, backgrounds: ['f5f5f5', 'f6f7f9', 'ffffff'] },
  {
    theme: 'dark' as const,
    backgrounds: ['333333', '424141', '12151b', '1a1e26'],
  },
])('the $theme palette', ({ theme, backgrounds }) => {
  const colours = palette(theme);

  it.each(voices)('%s reads as text on every background', voice => {
    for (const background of backgrounds) {
      expect(
        contrast(colours[voice], toLinear(background)),
      ).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('draws lines that can be seen, the present one stronger', () => {
    const background = toLinear(backgrounds[0]);
    const present = contrast(colours.series, background);
    const previous = contrast(colours['series-previous'], background);
    expect(present).toBeGreaterThanOrEqual(3);
    expect(previous).toBeGreaterThanOrEqual(1.8);
    expect(present / previous).toBeGreaterThan(1.5);
  });

  it.each(Object.keys(sight))('keeps its voices apart in %s sight', kind => {
    const asSeen = (voice: string) => seen(colours[voice], sight[kind]);
    const confused = voices.flatMap((one, index) =>
      voices
        .slice(index + 1)
        // Just noticeable in Oklab is about 0.02.
        .filter(other => distance(asSeen(one), asSeen(other)) < 0.05)
        .map(other => `${one} and ${other}`),
    );
    expect(confused).toEqual([]);
  });
});
