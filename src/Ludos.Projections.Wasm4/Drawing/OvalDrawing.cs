namespace Ludos.Projections.Wasm4.Drawing;

/// <summary>oval: a filled ellipse by a midpoint walk of one quadrant, mirrored to the other three.</summary>
public static class OvalDrawing
{
    /// <summary>A stroke nibble of 15 draws nothing at all, not even the fill.</summary>
    private const int NoOval = 0xF;

    /// <summary>How many steps of a huge oval pass between two looks at the stop signal.</summary>
    private const int StepsBetweenChecks = 4096;

    /// <summary>A stroke nibble of 0 is not transparent: it draws pixel value 3.</summary>
    public static void Draw(in Surface surface, int x, int y, int width, int height, StopSignal stop)
    {
        int colors = surface.DrawColors;
        int strokeNibble = colors >> 4 & 0xF;
        if (strokeNibble == NoOval)
            return;

        var walk = new Walk(x, y, width, height);
        int stroke = Surface.PixelValue(strokeNibble);
        int fillNibble = colors & 0xF;
        int fill = fillNibble == 0 ? -1 : Surface.PixelValue(fillNibble);
        int untilCheck = StepsBetweenChecks;
        do
        {
            walk.PlotRow(surface, stroke, fill);
            walk.Step();
            if (--untilCheck == 0)
            {
                if (stop.IsRaised)
                    return;
                untilCheck = StepsBetweenChecks;
            }
        }
        while (walk.West <= walk.East);

        while (walk.North - walk.South < height)
        {
            walk.PlotTip(surface, stroke);
            if (--untilCheck == 0)
            {
                if (stop.IsRaised)
                    return;
                untilCheck = StepsBetweenChecks;
            }
        }
    }

    /// <summary>
    /// The error terms are doubles on purpose: they are whole numbers, exact for every size that fits a screen many times over, and past 2^53
    /// they round the way carts have always seen them round, where 64-bit integers would wrap.
    /// </summary>
    private struct Walk
    {
        private readonly double _errorX;
        private readonly double _errorY;
        private double _deltaX;
        private double _deltaY;
        private double _error;

        public Walk(long x, long y, long width, long height)
        {
            double a = width - 1;
            double b = height - 1;
            long odd = (height - 1) % 2;
            North = y + (height >> 1);
            South = North - odd;
            West = x;
            East = x + width - 1;
            _deltaX = 4 * (1 - a) * (b * b);
            _deltaY = 4 * (odd + 1) * (a * a);
            _error = _deltaX + _deltaY + odd * (a * a);
            _errorX = 8 * (b * b);
            _errorY = 8 * (a * a);
        }

        public long North { get; private set; }

        public long South { get; private set; }

        public long West { get; private set; }

        public long East { get; private set; }

        public readonly void PlotRow(in Surface surface, int stroke, int fill)
        {
            surface.SetClipped(stroke, East, North);
            surface.SetClipped(stroke, West, North);
            surface.SetClipped(stroke, West, South);
            surface.SetClipped(stroke, East, South);
            if (fill >= 0 && East - (West + 1) > 0)
            {
                surface.FillRow(fill, West + 1, North, East);
                surface.FillRow(fill, West + 1, South, East);
            }
        }

        /// <summary>Both tests look at the error before either move; the second sees the first's new row delta.</summary>
        public void Step()
        {
            double twice = 2 * _error;
            if (twice <= _deltaY)
            {
                North++;
                South--;
                _deltaY += _errorY;
                _error += _deltaY;
            }
            if (twice >= _deltaX || twice > _deltaY)
            {
                West++;
                East--;
                _deltaX += _errorX;
                _error += _deltaX;
            }
        }

        /// <summary>Thin ovals meet in the middle before their tips are reached; the tips are stroked one row a call.</summary>
        public void PlotTip(in Surface surface, int stroke)
        {
            surface.SetClipped(stroke, West - 1, North);
            surface.SetClipped(stroke, East + 1, North);
            North++;
            surface.SetClipped(stroke, West - 1, South);
            surface.SetClipped(stroke, East + 1, South);
            South--;
        }
    }
}
