export { describeSeries } from './describeSeries';
export { FIGURE_LABELS } from './figureNames';
export { FigureText, type FigureTextProps } from './FigureText';
export { formatFigure } from './formatFigure';
export { Sparkline, type SparklineProps } from './Sparkline';
