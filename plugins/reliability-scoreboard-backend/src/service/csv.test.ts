import { scoreOf, succeeding } from '../__testUtils__/scores';
import { toCsv } from './csv';

describe('toCsv', () => {
  it('keeps outcomes apart, quotes, and lets no formula through', () => {
    const csv = toCsv([
      scoreOf('limits', {
        service: { title: '=HYPERLINK("x"), or "not"' },
        facts: succeeding(0.98),
      }),
    ]);
    const [header, row, end] = csv.split('\r\n');
    expect(end).toBe('');
    expect(header).toContain('quality_outcome,quality_value,quality_text');
    expect(row).toContain(`"'=HYPERLINK(""x""), or ""not"""`);
    expect(row).toContain(',fail,0.98,98 %,');
    expect(row).toContain(',no-data,,,');
  });

  it('has a header when there is nothing', () => {
    expect(toCsv([])).toMatch(/^entity_ref,.*\r\n$/);
  });
});
