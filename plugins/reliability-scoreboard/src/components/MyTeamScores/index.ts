export { MyTeamScores } from './MyTeamScores';
