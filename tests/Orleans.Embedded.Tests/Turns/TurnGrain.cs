using Identity.Orleans.Embedded.Tests.Engine;
using Orleans;

namespace Identity.Orleans.Embedded.Tests.Turns;

internal sealed class TurnGrain(Stage stage) : Grain, ITurnGrain
{
    private int _sum;
    private int _inTurn;
    private int _violations;

    public async Task<int> AddSlowlyAsync()
    {
        EnterTurn();
        var sum = _sum;
        LeaveTurn();
        await Task.Yield();
        EnterTurn();
        _sum = sum + 1;
        LeaveTurn();
        return _sum;
    }

    public async Task TakeTurnsAsync(int turns)
    {
        for (var turn = 0; turn < turns; turn++)
        {
            EnterTurn();
            Thread.SpinWait(20);
            LeaveTurn();
            await Task.Yield();
        }
    }

    public ValueTask<int> ViolationsAsync() => new(_violations);

    public Task PassAsync(string gate) => PassGateAsync(gate);

    public Task PassReadOnlyAsync(string gate) => PassGateAsync(gate);

    public Task PassInterleavedAsync(string gate) => PassGateAsync(gate);

    public ValueTask PingAsync() => ValueTask.CompletedTask;

    public async Task<bool> ComesBackAsync(string gate)
    {
        var context = SynchronizationContext.Current;
        await stage.PassAsync(gate);
        return context is not null && SynchronizationContext.Current == context;
    }

    public async Task<int> DiveAsync(int depth)
        => depth == 0 ? 0 : 1 + await GrainFactory.GetGrain<ITurnGrain>($"depth {depth}").DiveAsync(depth - 1);

    public ValueTask<int> AddAsync(int amount) => new(_sum += amount);

    private async Task PassGateAsync(string gate)
    {
        stage.Note($"{gate} starts");
        await stage.PassAsync(gate);
        stage.Note($"{gate} ends");
    }

    private void EnterTurn()
    {
        if (Interlocked.Exchange(ref _inTurn, 1) != 0)
        {
            _violations++;
        }
    }

    private void LeaveTurn() => Volatile.Write(ref _inTurn, 0);
}
