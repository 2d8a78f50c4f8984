using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Identity.Silo.Commands;

/// <summary>How many are read per second.</summary>
internal sealed class RateColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(
        task.Speed is { } speed ? string.Create(CultureInfo.InvariantCulture, $"{speed:N0}/s") : "");
}
