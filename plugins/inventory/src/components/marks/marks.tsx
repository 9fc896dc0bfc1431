import {
  RiAlertLine,
  RiArchiveLine,
  RiCheckLine,
  RiCloseLine,
  RiCloudLine,
  RiErrorWarningLine,
  RiGitRepositoryLine,
  RiInformationLine,
  RiLinksLine,
  RiLoopLeftLine,
  RiQuestionLine,
  RiTimeLine,
} from '@remixicon/react';
import { Mark, type MarkStyle } from '@rocket/ui';
import type { Drift, Origin, Source } from '../../model/inventory';
import { originTitles } from '../../lib/words';

const originMarks: Record<Origin, MarkStyle> = {
  both: {
    token: '--rocket-good',
    icon: RiLinksLine,
    word: originTitles.both,
  },
  repository: {
    token: '--rocket-unsure',
    icon: RiGitRepositoryLine,
    word: originTitles.repository,
  },
  aws: {
    token: '--rocket-unsure',
    icon: RiCloudLine,
    word: originTitles.aws,
  },
};

const briefOrigins: Record<Origin, string> = {
  both: 'both',
  repository: 'repository',
  aws: 'AWS',
};

/** Where something is known from; in a column of that title one word says it. */
export function OriginMark(props: { origin: Origin; brief?: boolean }) {
  const { origin, brief } = props;
  const mark = originMarks[origin];
  return (
    <Mark
      plain
      mark={brief ? { ...mark, word: briefOrigins[origin] } : mark}
      title={brief ? mark.word : undefined}
    />
  );
}

const sourceMarks: Record<Source, MarkStyle> = {
  repository: { ...originMarks.repository, word: 'repository' },
  aws: { ...originMarks.aws, word: 'AWS' },
  default: {
    token: '--rocket-unsure',
    icon: RiQuestionLine,
    word: 'default',
  },
};

/** Who said what a field holds. */
export function SourceMark(props: { source: Source }) {
  return <Mark plain mark={sourceMarks[props.source]} />;
}

const levelMarks: Record<Drift['level'], MarkStyle> = {
  warning: {
    token: '--rocket-attention',
    icon: RiAlertLine,
    word: 'warning',
  },
  info: { token: '--rocket-unsure', icon: RiInformationLine, word: 'info' },
};

/** How serious a drift is. */
export function DriftLevelMark(props: {
  level: Drift['level'];
  compact?: boolean;
}) {
  const { level, compact } = props;
  return <Mark plain={!compact} compact={compact} mark={levelMarks[level]} />;
}

/** AWS's statuses; the list is open, so what is not here is shown as AWS says it. */
const statusMarks = new Map<string, MarkStyle>([
  ['AVAILABLE', { token: '--rocket-good', icon: RiCheckLine, word: 'runs' }],
  [
    'UNDER_CHANGE',
    { token: '--rocket-unsure', icon: RiLoopLeftLine, word: 'changing' },
  ],
  [
    'PLAN_IN_PROGRESS',
    { token: '--rocket-unsure', icon: RiTimeLine, word: 'change planned' },
  ],
  [
    'TAINTED',
    {
      token: '--rocket-attention',
      icon: RiAlertLine,
      word: 'runs, last change failed',
    },
  ],
  [
    'ERROR',
    { token: '--rocket-attention', icon: RiCloseLine, word: 'does not run' },
  ],
]);

/** The status of a provisioned product, with AWS's reason under the pointer. */
export function StatusMark(props: {
  status: string;
  message?: string;
  /** It was so when AWS last told, and nobody knows whether it still is. */
  stale?: boolean;
}) {
  const { status, message, stale } = props;
  const known = statusMarks.get(status) ?? {
    token: '--rocket-unsure',
    icon: RiQuestionLine,
    word: status.toLowerCase().replaceAll('_', ' '),
  };
  const mark = stale ? { ...known, token: '--rocket-unsure' } : known;
  return <Mark plain mark={mark} title={message ?? status} />;
}

const versionMarks = new Map<string, MarkStyle>([
  [
    'deprecated',
    {
      token: '--rocket-attention',
      icon: RiErrorWarningLine,
      word: 'deprecated',
    },
  ],
  [
    'inactive',
    { token: '--rocket-attention', icon: RiArchiveLine, word: 'withdrawn' },
  ],
]);

/** What is special about a version; nothing for one that is as it should be. */
export function VersionMark(props: { state: string }) {
  const mark = versionMarks.get(props.state);
  return mark ? <Mark plain mark={mark} /> : undefined;
}
