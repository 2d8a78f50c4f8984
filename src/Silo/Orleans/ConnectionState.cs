using Identity.Ingest.Dispatch;
using Orleans;

namespace Identity.Silo.Orleans;

/// <summary>How a front is connected to the silos.</summary>
internal sealed class ConnectionState : IClusterConnectionStatusObserver, IGrainConnection
{
    private volatile bool _isOpen;
    private volatile int _gateways;

    /// <summary>Whether a silo has ever been reached, so that it is known which grains there are.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Whether at least one silo is connected now.</summary>
    public bool IsReady => _isOpen && _gateways > 0;

    public void Open() => _isOpen = true;

    public void NotifyGatewayCountChanged(
        int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered) =>
        _gateways = currentNumberOfGateways;

    public void NotifyClusterConnectionLost() => _gateways = 0;
}
