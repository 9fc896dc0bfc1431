import { ThemeBlueprint } from '@backstage/plugin-app-react';
import {
  createUnifiedTheme,
  genPageTheme,
  pageTheme,
  palettes,
  UnifiedThemeProvider,
  type UnifiedThemeOptions,
} from '@backstage/theme';
import { RiMoonLine, RiSunLine } from '@remixicon/react';

/** The dark rail of the navigation, the same in both themes. */
const navigation = {
  background: '#10203f',
  color: '#b9c6e0',
  indicator: '#8fb4ff',
  selectedColor: '#ffffff',
  navItem: { hoverBackground: '#1b2f57' },
  submenu: { background: '#1b2f57' },
};

/** Where Backstage draws a banner, whatever the page is about: the colour of the rail. */
const banner = genPageTheme({
  colors: [navigation.background, navigation.background],
  shape: 'none',
});
const banners = Object.fromEntries(
  Object.keys(pageTheme).map(page => [page, banner]),
);

const components: UnifiedThemeOptions['components'] = {
  MuiTableCell: {
    styleOverrides: {
      // Columns as wide as their longest word, rather than words broken anywhere.
      root: {
        wordBreak: 'normal',
        overflowWrap: 'break-word',
        // Backstage's own are wider than a table of nine columns can bear.
        paddingInline: '8px !important',
      },
    },
  },
};

const lightTheme = createUnifiedTheme({
  components,
  pageTheme: banners,
  palette: {
    ...palettes.light,
    primary: { main: '#1f5fd6' },
    background: { default: '#f6f7f9', paper: '#ffffff' },
    navigation,
  },
});

const darkTheme = createUnifiedTheme({
  components,
  pageTheme: banners,
  palette: {
    ...palettes.dark,
    primary: { main: '#8fb4ff' },
    background: { default: '#12151b', paper: '#1a1e26' },
    navigation,
  },
});

export const LightTheme = ThemeBlueprint.make({
  name: 'light',
  params: {
    theme: {
      id: 'light',
      title: 'Light',
      variant: 'light',
      icon: <RiSunLine />,
      Provider: ({ children }) => (
        <UnifiedThemeProvider theme={lightTheme}>
          {children}
        </UnifiedThemeProvider>
      ),
    },
  },
});

export const DarkTheme = ThemeBlueprint.make({
  name: 'dark',
  params: {
    theme: {
      id: 'dark',
      title: 'Dark',
      variant: 'dark',
      icon: <RiMoonLine />,
      Provider: ({ children }) => (
        <UnifiedThemeProvider theme={darkTheme}>
          {children}
        </UnifiedThemeProvider>
      ),
    },
  },
});
