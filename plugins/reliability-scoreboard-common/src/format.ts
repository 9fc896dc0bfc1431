import type { Measure } from './words';

/** A measure as people say it: "99.95 %", "480 ms", "12 min", "5 of 6". */
export function formatMeasure({ value, unit, of }: Measure): string {
  switch (unit) {
    case 'ratio':
      return formatRatio(value);
    case 'milliseconds':
      return `${groupDigits(Math.round(value))} ms`;
    case 'seconds':
      return formatSeconds(value);
    case 'per-day':
      return `${trimZeros(value.toFixed(1))} a day`;
    case 'yes-no':
      return value === 1 ? 'yes' : 'no';
    default:
      return of === undefined
        ? groupDigits(value)
        : `${groupDigits(value)} of ${groupDigits(of)}`;
  }
}

/** Percent with as many nines as matter; never rounded up to 100 %. */
function formatRatio(ratio: number): string {
  const percent = ratio * 100;
  const missing = 100 - percent;
  let digits = 1;
  if (missing > 0 && missing < 5) {
    digits = Math.min(4, Math.max(2, Math.ceil(-Math.log10(missing)) + 1));
  }
  const scale = 10 ** digits;
  // Down, so that 99.996 % never reads as 100 %; the small addition undoes
  // what binary fractions take from numbers such as 0.999.
  const shown = Math.floor(percent * scale + 1e-6) / scale;
  return `${trimZeros(shown.toFixed(digits))} %`;
}

function formatSeconds(seconds: number): string {
  if (seconds < 90) {
    return `${Math.round(seconds)} s`;
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) {
    return `${minutes} min`;
  }
  const hours = seconds / 3600;
  if (hours < 48) {
    return `${trimZeros(hours.toFixed(1))} h`;
  }
  return `${trimZeros((hours / 24).toFixed(1))} days`;
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function groupDigits(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}
