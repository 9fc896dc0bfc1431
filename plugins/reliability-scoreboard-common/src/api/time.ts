import { z } from 'zod';

/** ISO 8601, UTC. */
export const instant = z.iso.datetime();
/** A date, UTC. */
export const day = z.iso.date();
