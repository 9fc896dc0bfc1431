export {
  DriftLevelMark,
  OriginMark,
  SourceMark,
  StatusMark,
  VersionMark,
} from './marks';
