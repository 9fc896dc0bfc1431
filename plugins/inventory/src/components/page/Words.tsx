import { RiBookOpenLine, RiQuestionLine } from '@remixicon/react';
import { glossary, type Word } from '../../lib/glossary';
import { Panel } from './Panel';
import styles from './Words.module.css';

const idOf = (word: Word | 'all') => `word-${word}`;

/** What the words of the page mean. */
export function Words() {
  return (
    <div id={idOf('all')}>
      <Panel title="Words">
        <dl className={styles.words}>
          {Object.entries(glossary).map(([word, { term, meaning }]) => (
            <div key={word} id={idOf(word as Word)} className={styles.word}>
              <dt>{term}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </Panel>
    </div>
  );
}

/** To the words from the head of the page. */
export function WordsLink() {
  return (
    <a className={styles.all} href={`#${idOf('all')}`}>
      <RiBookOpenLine className={styles.icon} aria-hidden="true" />
      What the words mean
    </a>
  );
}

/** From the head of a column to what its word means. */
export function WordLink(props: { word: Word }) {
  const { word } = props;
  const name = `What “${glossary[word].term}” means`;
  return (
    <a
      className={styles.link}
      href={`#${idOf(word)}`}
      aria-label={name}
      title={name}
    >
      <RiQuestionLine className={styles.icon} aria-hidden="true" />
    </a>
  );
}
