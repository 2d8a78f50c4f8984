using System.Globalization;
using System.Net;
using System.Text;

namespace Identity.Bench.Reporting;

/// <summary>A picture in the making. It is legible on light and on dark ground.</summary>
internal sealed class Svg(double width, double height)
{
    private static readonly string[] Colours =
        ["#4477aa", "#ee6677", "#228833", "#aa8800", "#66aacc", "#aa3377", "#888888"];

    private readonly StringBuilder _text = new();

    public double Width { get; } = width;

    public static string Colour(int series) => Colours[series % Colours.Length];

    public Svg Text(double x, double y, string text, string anchor = "start", string weight = "normal") => Add(
        $"<text x='{x:0.#}' y='{y:0.#}' text-anchor='{anchor}' font-weight='{weight}'>{Encoded(text)}</text>");

    public Svg Box(double x, double y, double width, double height, string colour) =>
        Add($"<rect x='{x:0.#}' y='{y:0.#}' width='{width:0.#}' height='{height:0.#}' fill='{colour}'/>");

    public Svg Line(double x1, double y1, double x2, double y2, string colour = "#888888", double width = 1) => Add(
        $"<line x1='{x1:0.#}' y1='{y1:0.#}' x2='{x2:0.#}' y2='{y2:0.#}' stroke='{colour}' stroke-width='{width:0.#}'/>");

    public Svg Dot(double x, double y, string colour) =>
        Add($"<circle cx='{x:0.#}' cy='{y:0.#}' r='3' fill='{colour}'/>");

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width:0} {height:0}" width="{Width:0}" height="{height:0}"
          font-family="sans-serif" font-size="12" fill="#777777">
        {_text}</svg>

        """);

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    private Svg Add(FormattableString element)
    {
        _text.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
        return this;
    }
}
