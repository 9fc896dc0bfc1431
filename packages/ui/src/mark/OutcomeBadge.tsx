import {
  RiCheckLine,
  RiCloseLine,
  RiQuestionLine,
  RiShieldCheckLine,
  RiSubtractLine,
} from '@remixicon/react';
import { Mark, type MarkStyle } from './Mark';

/** The five answers a rule can give; they are five different things. */
export type Outcome = 'pass' | 'fail' | 'no-data' | 'exempt' | 'not-required';

const outcomes: Record<Outcome, MarkStyle> = {
  pass: { token: '--rocket-pass', icon: RiCheckLine, word: 'pass' },
  fail: { token: '--rocket-fail', icon: RiCloseLine, word: 'fail' },
  'no-data': {
    token: '--rocket-no-data',
    icon: RiQuestionLine,
    word: 'no data',
    hatched: true,
  },
  exempt: { token: '--rocket-exempt', icon: RiShieldCheckLine, word: 'exempt' },
  'not-required': {
    token: '--rocket-not-required',
    icon: RiSubtractLine,
    word: 'not required',
  },
};

/** The word for an outcome, for tables, exports and accessible names. */
export function outcomeWord(outcome: Outcome): string {
  return outcomes[outcome].word;
}

/** The outcome of a rule. `compact` shows its icon only, beside a number. */
export function OutcomeBadge(props: { outcome: Outcome; compact?: boolean }) {
  return <Mark mark={outcomes[props.outcome]} compact={props.compact} />;
}
