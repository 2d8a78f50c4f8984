using System.Runtime.Loader;
using Identity.Orleans.Embedded.Tests.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans;
using Orleans.Generator;

namespace Identity.Orleans.Embedded.Tests.Generator;

public sealed class GrainGeneratorTests
{
    private const string Usings = """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Orleans;
        using Orleans.Runtime;

        """;

    [Theory]
    [InlineData("OEG001", "public interface IBad : IGrainWithStringKey { void Do(); }")]
    [InlineData("OEG001", "public interface IBad : IGrainWithStringKey { int Do(); }")]
    [InlineData("OEG002", "public interface IBad : IGrainWithStringKey { Task Do<T>(T value); }")]
    [InlineData("OEG002", "public interface IBad : IGrainWithStringKey { Task Do(ref int value); }")]
    [InlineData("OEG002", "public interface IBad : IGrainWithStringKey { Task Do(in int value); }")]
    [InlineData("OEG002", "public interface IBad : IGrainWithStringKey { Task Do(Span<int> value); }")]
    [InlineData("OEG003", "public interface IBad : IGrainWithStringKey { int Value { get; } }")]
    [InlineData("OEG003", "public interface IBad : IGrainWithStringKey { event Action Done; }")]
    [InlineData("OEG004", "public interface IBad<T> : IGrainWithStringKey { Task Do(T value); }")]
    [InlineData("OEG005", "public class Outer { private interface IBad : IGrainWithStringKey { Task Do(); } }")]
    [InlineData("OEG005", "file interface IBad : IGrainWithStringKey { Task Do(); }")]
    [InlineData("OEG006", """
        public interface IGood : IGrainWithStringKey { Task Do(); }
        public class Bad : Grain, IGood { public Bad() { } public Bad(string one) { } public Task Do() => null!; }
        """)]
    [InlineData("OEG007", """
        public interface IGood : IGrainWithStringKey { Task Do(); }
        public class Bad([PersistentState("x")] string one) : Grain, IGood { public Task Do() => null!; }
        """)]
    [InlineData("OEG007", """
        public interface IGood : IGrainWithStringKey { Task Do(); }
        public record State(int Value);
        public class Bad([PersistentState("x")] IPersistentState<State> one) : Grain, IGood
        {
            public Task Do() => null!;
        }
        """)]
    public void Mistake_IsReportedOnceAtItsPlace(string rule, string source)
    {
        var run = GeneratorRun.Of("Bad", Usings + source);

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(rule, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal("Source.cs", diagnostic.Location.GetLineSpan().Path);
    }

    [Fact]
    public void Mistake_InABaseInterface_IsReportedOnce()
    {
        var run = GeneratorRun.Of("Bad", Usings + """
            public interface IBase : IGrainWithStringKey { void Do(); }
            public interface IDerived : IBase { Task MoreAsync(); }
            """);

        Assert.Single(run.Diagnostics);
    }

    [Fact]
    public void Project_WithoutGrains_GetsNothing()
    {
        var run = GeneratorRun.Of("None", Usings + "public class Thing : IDisposable { public void Dispose() { } }");

        Assert.Empty(run.Generated);
    }

    [Fact]
    public void AbstractGrain_AndGrainWithoutInterface_AreLeftAlone()
    {
        var run = GeneratorRun.Of("None", Usings + """
            public abstract class Base : Grain { }
            public class Lonely : Grain { }
            """);

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Generated);
    }

    [Fact]
    public void Edit_ElsewhereInTheProject_GeneratesNothingAnew()
    {
        var compilation = GeneratorRun.Compile(
            "Same", Usings + "public interface IGood : IGrainWithStringKey { Task Do(); }");
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new GrainGenerator().AsSourceGenerator()],
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, true));
        driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);

        driver = driver.RunGenerators(
            compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
                "public class Other { }", cancellationToken: TestContext.Current.CancellationToken)),
            TestContext.Current.CancellationToken);

        var outputs = driver.GetRunResult().Results[0].TrackedOutputSteps.SelectMany(step => step.Value)
            .SelectMany(step => step.Outputs)
            .ToList();
        Assert.NotEmpty(outputs);
        Assert.All(outputs, output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public async Task Interface_ClassAndHost_InThreeAssemblies_FindEachOther()
    {
        var interfaces = GeneratorRun.Of("Three.Interfaces", Usings + """
            namespace Three;
            public interface IHelloGrain : IGrainWithStringKey
            {
                ValueTask<string?> HelloAsync(string @class, int[]? numbers, CancellationToken token);
            }
            """).Emit();
        var classes = GeneratorRun.Of("Three.Grains", Usings + """
            namespace Three;
            internal partial class HelloGrain(
                TimeProvider time, IGrainContext context, string greeting = "say \"hello\"", int times = 2)
                : Grain, IHelloGrain
            {
                public ValueTask<string?> HelloAsync(string @class, int[]? numbers, CancellationToken token)
                    => new($"{greeting} {times} {@class} {context.GrainId} {time is not null}");
            }
            internal partial class HelloGrain : IDisposable { public void Dispose() { } }
            """, interfaces).Emit();
        var host = GeneratorRun.Of("Three.Host", Usings + """
            namespace Three;
            public static class Host
            {
                public static Task<string?> RunAsync(IGrainFactory grains)
                    => grains.GetGrain<IHelloGrain>("key").HelloAsync("you", null, default).AsTask();
            }
            """, interfaces, classes).Emit();
        var context = new AssemblyLoadContext("three");
        GeneratorRun.Load(context, interfaces);
        GeneratorRun.Load(context, classes);
        var run = GeneratorRun.Load(context, host).GetType("Three.Host")!.GetMethod("RunAsync")!
            .CreateDelegate<Func<IGrainFactory, Task<string?>>>();
        await using var engine = await GrainEngineFixture.StartAsync();

        Assert.Equal("say \"hello\" 2 you hello/key True", await run(engine.Grains));
    }
}
