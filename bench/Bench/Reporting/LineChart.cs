using System.Globalization;
using Identity.Bench.Measuring;

namespace Identity.Bench.Reporting;

/// <summary>A cost as something grows, both on scales that double alike.</summary>
internal static class LineChart
{
    private const double Left = 70;
    private const double Top = 44;
    private const double Width = 480;
    private const double Height = 220;
    private const double Legend = 250;

    public static string Draw(Curve curve)
    {
        var svg = new Svg(Left + Width + Legend, Top + Height + 40);
        double[] sizes = [.. curve.Sizes];
        double[] values = [.. curve.Names.SelectMany(n => sizes.Select(size => curve.At(n, size)).OfType<double>())];

        // A decade at least, so that noise doesn't look like growth.
        var low = Math.Pow(10, Math.Floor(Math.Log10(values.Min())));
        var high = Math.Pow(10, Math.Ceiling(Math.Log10(values.Max() * 1.01)));
        svg.Text(0, 16, curve.Title, weight: "bold");
        svg.Text(0, 34, $"{curve.Unit}, by {curve.Grows}");
        for (var tick = low; tick <= high * 1.01; tick *= 10)
        {
            svg.Line(Left, Y(tick), Left + Width, Y(tick), "#cccccc");
            svg.Text(Left - 6, Y(tick) + 4, Number(tick), "end");
        }
        foreach (var size in sizes) svg.Text(X(size), Top + Height + 18, Number(size), "middle");
        for (var i = 0; i < curve.Names.Count; i++)
        {
            var (name, colour) = (curve.Names[i], Svg.Colour(i));
            (double X, double Y)? before = null;
            foreach (var size in sizes)
            {
                if (curve.At(name, size) is not { } value) continue;
                var point = (X: X(size), Y: Y(value));
                if (before is { } from) svg.Line(from.X, from.Y, point.X, point.Y, colour, 2);
                svg.Dot(point.X, point.Y, colour);
                before = point;
            }
            svg.Box(Left + Width + 16, Top + (i * 20), 10, 10, colour);
            svg.Text(Left + Width + 32, Top + (i * 20) + 10, name);
        }
        return svg.ToString();

        double X(double size) => Left + 20 + ((Width - 40) * Part(Math.Max(1, size), Math.Max(1, sizes[0]), sizes[^1]));
        double Y(double value) => Top + Height - (Height * Part(value, low, high));
    }

    private static double Part(double value, double low, double high) =>
        low >= high ? 0.5 : Math.Log(value / low) / Math.Log(high / low);

    private static string Number(double value) =>
        value.ToString(value < 1 ? "0.###" : "N0", CultureInfo.InvariantCulture);
}
