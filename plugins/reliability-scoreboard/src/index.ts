/**
 * Quality scoreboards from New Relic: the page, the card on the entity page and
 * the piece for the home page.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export { scoreboardApiRef, type ScoreboardApi } from './api/ScoreboardApi';
export { MyTeamScores } from './components/MyTeamScores';
