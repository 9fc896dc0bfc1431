import {
  RiCheckboxCircleFill,
  RiForbid2Fill,
  RiPauseCircleFill,
  RiQuestionFill,
  RiWifiOffLine,
} from '@remixicon/react';
import { Mark, type MarkStyle } from '@rocket/ui';
import type { Verdict } from '../lib/words';

/** Red is for what needs a person now: a refused key does not heal by itself. */
const looks: Record<Verdict['state'], Omit<MarkStyle, 'word'>> = {
  well: { token: '--rocket-good', icon: RiCheckboxCircleFill },
  pausing: { token: '--rocket-attention', icon: RiPauseCircleFill },
  failing: { token: '--rocket-attention', icon: RiWifiOffLine },
  refused: { token: '--rocket-alarm', icon: RiForbid2Fill },
  untried: { token: '--rocket-unsure', icon: RiQuestionFill, hatched: true },
};

/** The state of a connection: an icon and a word in one colour. */
export function StateMark(props: { state: Verdict['state']; word: string }) {
  const { state, word } = props;
  return <Mark mark={{ ...looks[state], word }} />;
}
