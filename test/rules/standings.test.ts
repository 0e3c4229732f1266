import { describe, expect, it } from 'vitest';
import type { BucketName } from '../../lib/functions/settings.ts';
import { consumers } from '../../schemas/events/index.ts';
import { holdingsEvents } from '../../schemas/events/leaving.ts';
import { exportedDocuments } from '../../schemas/exported/index.ts';
import { holders } from '../../schemas/leaving.ts';
import { bucketStandings, type Standing } from '../../schemas/standings.ts';

describe('everything that holds something of people', () => {
  it('says of each bucket where it stands', () => {
    const ofEach: Record<BucketName, Standing> = bucketStandings;
    expect(Object.keys(ofEach)).toEqual(Object.keys(bucketStandings));
  });

  it.each(Object.keys(holders))('%s hears of copies and of people who go', (holder) => {
    expect(consumers[`${holder}-holdings` as keyof typeof consumers].on).toEqual(holdingsEvents);
  });

  it('tells French titles, and names that are safe in an archive', () => {
    for (const [name, { title, record }] of Object.entries(exportedDocuments)) {
      expect(name).toMatch(/^[a-z0-9-]{3,40}$/);
      expect(title.length).toBeGreaterThan(3);
      expect(Object.keys(record.shape).length).toBeGreaterThan(0);
    }
  });
});
